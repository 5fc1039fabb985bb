// The shapes of reports for our own Python: TypedDicts made of the schemas that the worker holds reports against (runtime/results.ts and
// instruments/<name>/report.ts), as those are written, and of what calls are given (protocol.ts). What Python builds is then checked against
// them before anything runs.
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectFolder } from './places';

/** From the project's root. */
export const shapesFile = 'src/python/classroom/shapes.py';

/** Columns of a line that ruff leaves as it is. */
const WIDTH = 110;

const HEAD = `"""The shapes of what is asked and reported. Made by scripts/report-types.ts of the schemas in src/lib: a change belongs there.

For the type checker alone: nothing imports this at run time."""

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict
`;

const KEYWORDS = new Set([
	'from',
	'in',
	'is',
	'class',
	'def',
	'pass',
	'global',
	'with',
	'as',
	'import',
	'return'
]);

/** The text of shapes.py. Throws an Error for what it cannot read, and where two shapes would have one name. */
export function reportTypes(): string {
	const instruments = join(projectFolder, 'src/lib/instruments');
	const reports = readdirSync(instruments)
		.filter((name) => existsSync(join(instruments, name, 'report.ts')))
		.sort()
		.map((name) => `src/lib/instruments/${name}/report.ts`);
	const place = new Source('src/lib/runtime/place.ts', new Map());
	const shapes = [
		place,
		...['src/lib/runtime/results.ts', ...reports].map((path) => new Source(path, place.parts))
	];
	const written = [...shapes.flatMap((source) => source.written()), ...inputs('src/lib/runtime/protocol.ts')];
	const names = written.map(({ name }) => name);
	const twice = names.find((name, at) => names.indexOf(name) !== at);
	if (twice !== undefined) throw new Error(`two shapes are called ${twice}`);
	return HEAD + written.map(({ text }) => text).join('');
}

/** What each call is given: the interfaces of protocol.ts whose names end in Input. */
function inputs(path: string): Written[] {
	const text = readFileSync(join(projectFolder, path), 'utf8');
	const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
	return statements
		.filter((one) => ts.isInterfaceDeclaration(one))
		.filter(({ name }) => name.text.endsWith('Input'))
		.map(({ name, members }) => {
			const keys = members
				.filter((one) => ts.isPropertySignature(one))
				.map((one) => {
					const type = pythonOf(one.type?.getText() ?? '', path);
					return `    ${one.name.getText()}: ${one.questionToken ? `NotRequired[${type}]` : type}\n`;
				});
			return { name: name.text, text: `\n\nclass ${name.text}(TypedDict):\n${keys.join('')}` };
		});
}

const GIVEN: Readonly<Record<string, string>> = {
	string: 'str',
	number: 'float',
	boolean: 'bool',
	Files: 'Files',
	Machine: 'Mapping[str, str]',
	ClockName: 'Literal["real", "virtual"]',
	'readonly string[]': 'Sequence[str]',
	'readonly ProbeName[]': 'Sequence[str]'
};

function pythonOf(type: string, path: string): string {
	const known = GIVEN[type.replace(/ \| null$/, '')];
	if (known === undefined) throw new Error(`${path}: scripts/report-types.ts cannot read the type ${type}`);
	return type.endsWith(' | null') ? `${known} | None` : known;
}

interface Written {
	name: string;
	text: string;
}

/** The schemas of one file: `const name = object({...})` and the like. */
class Source {
	/** By the name of the constant. Those of place.ts can be used everywhere. */
	readonly parts: ReadonlyMap<string, ts.Expression>;
	private readonly own = new Map<string, ts.Expression>();
	private readonly called = new Map<string, string>();
	private readonly out: Written[] = [];

	constructor(
		private readonly path: string,
		shared: ReadonlyMap<string, ts.Expression>
	) {
		const text = readFileSync(join(projectFolder, path), 'utf8');
		for (const statement of ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true).statements) {
			if (ts.isVariableStatement(statement))
				for (const { name, initializer } of statement.declarationList.declarations)
					if (ts.isIdentifier(name) && initializer) this.own.set(name.text, initializer);
			// `export type LogCall = Infer<typeof logCall>;` says what a shape is called.
			if (ts.isTypeAliasDeclaration(statement)) {
				const schema = /^(?:Infer|ObjectOf)<typeof (\w+)>/.exec(statement.type.getText())?.[1];
				if (schema !== undefined) this.called.set(schema, statement.name.text);
			}
		}
		this.parts = new Map([...shared, ...this.own]);
	}

	written(): Written[] {
		for (const [name, schema] of this.own) {
			if (ts.isObjectLiteralExpression(schema)) continue;
			const as = this.nameOf(name);
			const made = this.typeOf(schema, as);
			if (made !== as) this.out.push({ name: as, text: `\n\n${broken(`type ${as} = `, made, '')}` });
		}
		return this.out;
	}

	private nameOf(constant: string): string {
		return this.called.get(constant) ?? constant.slice(0, 1).toUpperCase() + constant.slice(1);
	}

	/** Python's type for a schema; a shape of its own comes to be called `as`. */
	private typeOf(schema: ts.Expression, as: string): string {
		if (ts.isIdentifier(schema)) return PLAIN[schema.text] ?? this.named(schema);
		if (ts.isCallExpression(schema) && ts.isIdentifier(schema.expression))
			return this.made(schema.expression.text, schema.arguments, as);
		if (ts.isArrowFunction(schema)) {
			// One that names itself: `(value, at) => object({...})(value, at)`. One that looks at nothing within: any record.
			const inner = ts.isCallExpression(schema.body) ? schema.body.expression : null;
			return inner && ts.isCallExpression(inner) ? this.typeOf(inner, as) : 'Mapping[str, object]';
		}
		throw this.unread(schema);
	}

	private named(schema: ts.Identifier): string {
		if (!this.parts.has(schema.text)) throw this.unread(schema);
		return this.nameOf(schema.text);
	}

	private made(maker: string, given: readonly ts.Expression[], as: string): string {
		const [first, second] = given;
		if (!first) throw new Error(`${this.path}: ${maker}() says nothing`);
		switch (maker) {
			case 'among':
				return `Literal[${given.map((one) => JSON.stringify(this.textOf(one))).join(', ')}]`;
			case 'nullable':
				return `${this.typeOf(first, as)} | None`;
			case 'record':
				return `Mapping[str, ${this.typeOf(first, as)}]`;
			case 'list': {
				const item = this.typeOf(first, as);
				// A list of whole numbers is one of numbers.
				return item === 'float' ? 'Sequence[float]' : `list[${item}]`;
			}
			case 'pair':
				if (!second) throw this.unread(first);
				return `tuple[${this.typeOf(first, as)}, ${this.typeOf(second, as)}]`;
			case 'object':
				this.write(as, this.keysOf(first, as));
				return as;
			case 'oneOf': {
				if (!second || !ts.isObjectLiteralExpression(second)) throw this.unread(first);
				const kinds = this.keysOf(second, as).map(([, type]) => type);
				return kinds.join(' | ');
			}
			default:
				throw this.unread(first);
		}
	}

	private keysOf(literal: ts.Expression, as: string): [key: string, type: string][] {
		if (ts.isIdentifier(literal)) {
			const part = this.parts.get(literal.text);
			if (!part) throw this.unread(literal);
			return this.keysOf(part, as);
		}
		if (!ts.isObjectLiteralExpression(literal)) throw this.unread(literal);
		return literal.properties.flatMap((property): [string, string][] => {
			if (ts.isSpreadAssignment(property)) return this.keysOf(property.expression, as);
			const key = property.name?.getText() ?? '';
			const within = as + key.slice(0, 1).toUpperCase() + key.slice(1);
			if (ts.isShorthandPropertyAssignment(property)) return [[key, this.typeOf(property.name, within)]];
			if (ts.isPropertyAssignment(property)) return [[key, this.typeOf(property.initializer, within)]];
			throw new Error(`${this.path}: ${property.getText()} is no key`);
		});
	}

	private write(name: string, keys: readonly [key: string, type: string][]): void {
		const text = keys.some(([key]) => KEYWORDS.has(key))
			? `${name} = TypedDict(\n    "${name}",\n    {\n${keys.map(([key, type]) => broken(`"${key}": `, type, '        ', ',')).join('')}    },\n)\n`
			: `class ${name}(TypedDict):\n${keys.map(([key, type]) => broken(`${key}: `, type, '    ')).join('')}`;
		this.out.push({ name, text: `\n\n${text}` });
	}

	private textOf(one: ts.Expression): string {
		if (!ts.isStringLiteral(one)) throw this.unread(one);
		return one.text;
	}

	private unread(node: ts.Node): Error {
		return new Error(`${this.path}: ${node.getText()} is no schema that scripts/report-types.ts can read`);
	}
}

const PLAIN: Readonly<Record<string, string>> = { text: 'str', number: 'float', truth: 'bool' };

/** A line, or several where it is too long for one, as ruff would have it. */
function broken(begins: string, type: string, indent: string, ends = ''): string {
	const line = `${indent}${begins}${type}${ends}`;
	const long = /^Literal\[(.*)\](.*)$/.exec(type);
	if (line.length <= WIDTH || !long) return `${line}\n`;
	const items = (long[1] ?? '').split(', ').map((item) => `${indent}    ${item},\n`);
	return `${indent}${begins}Literal[\n${items.join('')}${indent}]${long[2] ?? ''}${ends}\n`;
}
