// The keys that lesson.md and task.md may have. What an author gets wrong is named with its line and the nearest thing that is right.
import { LineCounter, isMap, isScalar, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { LessonError, meant } from './lesson-error';
import { CLOCKS, isPath, SHOWN_NAMES } from './cell-tag';
import { isLintRule } from './lint-rules';
import { isKebabCase } from './names';
import { groupNames } from '#lib/runtime/package-groups';

const line = z.string().trim().min(1).max(400);
const kebab = z.string().refine(isKebabCase, 'lower-case words with hyphens between them');
const path = z.string().refine(isPath, 'a relative path with / and no spaces');
const packages = z.array(z.enum(groupNames));
/** Rules of Ruff that every lesson has: a name defined twice, of which only the last is left, as with two tests of one name. */
const EVERYWHERE = ['F811'];
const percent = z.number().min(0).max(100);

/** Front matter of lesson.md. */
export const lessonSchema = z.strictObject({
	title: line,
	/** The sentence under the title. */
	dek: line,
	/** One line for the contents page. */
	summary: line,
	article: z.strictObject({ title: line, url: z.url({ protocol: /^https?$/ }), author: line }),
	/** Reading time, exercises not counted. */
	minutes: z.int().min(1).max(60),
	level: z.enum(['starting out', 'working knowledge', 'experienced']),
	prerequisites: z.array(line).default([]),
	packages: packages.default([]),
	/** Rules of Ruff, or the beginnings of some, that the linter in the margin looks for besides those of every lesson. */
	lint: z
		.array(z.string().refine(isLintRule, 'a rule of Ruff, or the beginning of some: G, LOG, PT011'))
		.default([])
		.transform((rules) => [...new Set([...rules, ...EVERYWHERE])]),
	/** The type checker can be had on its pages. */
	types: z.boolean().default(false),
	/** Names of the exercises in the order in which readers meet them. */
	exercises: z.array(kebab).default([])
});

/** Front matter of task.md. */
export const taskSchema = z.strictObject({
	title: line,
	level: z.literal([1, 2, 3]),
	minutes: z.int().min(1).max(120),
	/** The file that `run: program` runs, and that opens first unless `opens` says another. */
	entry: path,
	opens: path.optional(),
	run: z.enum(['tests', 'program', 'coverage', 'shake']).default('tests'),
	/** Instruments drawn from a run. */
	shows: z.array(z.enum(SHOWN_NAMES)).default([]),
	/** The clock of runs and checks. */
	clock: z.enum(CLOCKS).default('real'),
	packages: packages.optional(),
	'read-only': z.array(path).default([]),
	'judges-tests': z.boolean().default(false),
	/** Names of tests that must still be there. */
	keep: z.array(line).default([]),
	measure: z.array(path).optional(),
	require: z
		.strictObject({
			lines: percent.optional(),
			branches: percent.optional(),
			conditions: z.boolean().default(false),
			'min-tests': z.int().min(0).default(0),
			'max-tests': z.int().min(1).optional(),
			orders: z.int().min(0).max(200).default(0),
			alone: z.boolean().default(false),
			'leaves-no-files': z.boolean().default(false)
		})
		.optional(),
	/** The type checker judges the reader's files and the callers in checks/callers/. */
	types: z.boolean().default(false),
	stdin: z.array(z.string()).default([]),
	seconds: z.int().min(1).max(120).default(10)
});

export type LessonFrontMatter = z.infer<typeof lessonSchema>;
export type TaskFrontMatter = z.infer<typeof taskSchema>;

/** Line of the file in which its front matter's YAML begins. */
const FIRST_LINE = 2;

/** Reads `yaml` by `schema`. Throws a LessonError with the line of the key that is wrong, or of the place where the YAML breaks. */
export function readFrontMatter<S extends z.ZodObject>(file: string, yaml: string, schema: S): z.infer<S> {
	const counter = new LineCounter();
	const document = parseDocument(yaml, { lineCounter: counter });
	const broken = document.errors[0];
	if (broken) {
		const at = { file, line: (broken.linePos?.[0].line ?? 1) + FIRST_LINE - 1 };
		const what = (broken.message.split('\n')[0] ?? '').replace(/ at line \d+.*$/, '');
		throw new LessonError(
			at,
			`the front matter is no YAML: ${what}`,
			'put text that holds a colon or begins with a mark in quotes, and indent by two spaces'
		);
	}
	const value: unknown = document.toJS() ?? {};
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	// A key misspelt is also a key missing; the first of the two is what the author did.
	const { issues } = result.error;
	const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
	if (!issue) throw new Error('zod refused without an issue');
	throw errorOf(issue, { file, document, counter, schema, value });
}

interface Context {
	file: string;
	document: Document;
	counter: LineCounter;
	schema: z.ZodObject;
	value: unknown;
}

function errorOf(issue: z.core.$ZodIssue, context: Context): LessonError {
	const { file } = context;
	const path = issue.path.map(String);
	const name = path.join('.');
	if (issue.code === 'unrecognized_keys') {
		const key = issue.keys[0] ?? '';
		const known = keysAt(context.schema, path);
		const at = { file, line: lineOf(context, [...path, key]) };
		return new LessonError(at, `unknown key "${[...path, key].join('.')}"`, meant(key, known));
	}
	if (valueAt(context.value, issue.path) === undefined) {
		const at = { file, line: lineOf(context, path.slice(0, -1)) };
		return new LessonError(at, `the key "${name}" is missing`, `add it: ${wanted(issue)}`);
	}
	const at = { file, line: lineOf(context, path) };
	return new LessonError(at, `"${name}" is not right`, `it must be ${wanted(issue)}`);
}

/** What zod asked for, in an author's words. */
function wanted(issue: z.core.$ZodIssue): string {
	switch (issue.code) {
		case 'invalid_type':
			return KINDS[issue.expected] ?? issue.expected;
		case 'invalid_value':
			return `one of ${issue.values.map(String).join(', ')}`;
		case 'too_small':
			return issue.origin === 'string' ? 'text, not empty' : `${issue.minimum} or more`;
		case 'too_big':
			return issue.origin === 'string' ? `at most ${issue.maximum} characters` : `${issue.maximum} or less`;
		case 'invalid_format':
			return issue.format === 'url' ? 'an address that begins with https://' : issue.message;
		default:
			return issue.message;
	}
}

const KINDS: Record<string, string> = {
	string: 'text',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list, [one, two]',
	object: 'keys of its own, indented below it'
};

/** The known keys of the mapping at `path`. */
function keysAt(schema: z.ZodObject, path: readonly string[]): string[] {
	let current: unknown = schema;
	for (const part of path) {
		if (current instanceof z.ZodObject) current = current.shape[part];
		while (current instanceof z.ZodOptional || current instanceof z.ZodDefault) current = current.unwrap();
	}
	return current instanceof z.ZodObject ? Object.keys(current.shape) : [];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
	let current = value;
	for (const part of path) {
		if (typeof current !== 'object' || current === null) return undefined;
		current = Reflect.get(current, part);
	}
	return current;
}

/** Line of the key at `path`, or of the nearest key above it that stands there. */
function lineOf({ document, counter }: Context, path: readonly string[]): number {
	let found = 0;
	let node: unknown = document.contents;
	for (const part of path) {
		if (!isMap(node)) break;
		const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === part);
		if (!pair) break;
		if (isScalar(pair.key) && pair.key.range) found = counter.linePos(pair.key.range[0]).line;
		node = pair.value;
	}
	return found === 0 ? 1 : found + FIRST_LINE - 1;
}
