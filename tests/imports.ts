// Every import of TypeScript, JavaScript and Svelte files, with its line: what layers.test.ts holds to the arrows of the house.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';
import ts from 'typescript';

export const root = join(import.meta.dirname, '..');

export interface Import {
	from: string;
	line: number;
	/** Path from the project's root, without its ending; as written where it is a package. */
	to: string;
	/** The file that this is; null where it is none of ours. */
	file: string | null;
	/** Whether nothing of it is loaded. */
	isType: boolean;
}

export function sourcesIn(folder: string): string[] {
	return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.map((name) => `${folder}/${name}`)
		.filter((file) => /\.(ts|js|svelte)$/.test(file) && !/\.d\.ts$/.test(file));
}

/** The scripts of a Svelte component, its other lines blank, so that the lines count as in the file. */
function scriptOf(file: string, text: string): string {
	if (!file.endsWith('.svelte')) return text;
	let script = text.replace(/[^\n]/g, ' ');
	for (const match of text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)) {
		const start = match.index + match[0].indexOf('>') + 1;
		script = script.slice(0, start) + (match[1] ?? '') + script.slice(start + (match[1] ?? '').length);
	}
	return script;
}

export function importsOf(file: string): Import[] {
	const text = scriptOf(file, readFileSync(join(root, file), 'utf8'));
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const found: Import[] = [];
	const add = (node: ts.Node, written: string, isType: boolean) => {
		const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
		const to = resolved(file, written);
		found.push({ from: file, line, to, file: fileOf(to), isType });
	};
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier))
			add(node, node.moduleSpecifier.text, takesTypesAlone(node));
		else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
			add(node, node.moduleSpecifier.text, node.isTypeOnly);
		else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
			const [what] = node.arguments;
			if (what && ts.isStringLiteral(what)) add(node, what.text, false);
		} else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
			add(node, node.argument.literal.getText().slice(1, -1), true);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function takesTypesAlone({ importClause }: ts.ImportDeclaration): boolean {
	if (!importClause) return false;
	if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
	const { namedBindings } = importClause;
	return (
		!importClause.name &&
		namedBindings !== undefined &&
		ts.isNamedImports(namedBindings) &&
		namedBindings.elements.every((element) => element.isTypeOnly)
	);
}

function resolved(file: string, written: string): string {
	const path = written.replace(/\?.*$/, '').replace(/\.(ts|js)$/, '');
	if (path.startsWith('#lib/')) return `src/lib/${path.slice(5)}`;
	if (path.startsWith('#lessons/')) return `src/lessons/${path.slice(9)}`;
	return path.startsWith('.') ? normalize(join(file, '..', path)) : path;
}

/** Endings that are left out. */
const ENDINGS = ['', '.ts', '.js', '.d.ts'];

const files = new Map<string, string | null>();

function fileOf(path: string): string | null {
	const known = files.get(path);
	if (known !== undefined) return known;
	const isFile = (one: string) => statSync(join(root, one), { throwIfNoEntry: false })?.isFile() ?? false;
	const ending = ENDINGS.find((one) => isFile(path + one));
	const file = ending === undefined ? null : path + ending;
	files.set(path, file);
	return file;
}

/**
 * Ways round: each as the imports that lead from a file back to itself, one for each import that closes a circle. A component that draws itself
 * within itself is none.
 */
export function circlesIn(imports: readonly Import[]): Import[][] {
	const by = new Map<string, Import[]>();
	for (const one of imports) by.set(one.from, [...(by.get(one.from) ?? []), one]);
	const done = new Set<string>();
	const circles: Import[][] = [];
	const visit = (file: string, way: readonly Import[]): void => {
		if (done.has(file)) return;
		for (const one of by.get(file) ?? []) {
			if (one.file === null || one.file === file) continue;
			const at = way.findIndex(({ from }) => from === one.file);
			if (at === -1) visit(one.file, [...way, one]);
			else circles.push([...way.slice(at), one]);
		}
		done.add(file);
	};
	for (const file of by.keys()) visit(file, []);
	return circles;
}
