// YAML that an author writes, read by a schema. What is wrong is named with its line and the nearest thing that is right.
import { LineCounter, isMap, isNode, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { LessonError, meant } from './lesson-error';

interface Place {
	file: string;
	/** Line of the file in which the YAML begins. */
	firstLine: number;
	/** What the YAML is, in an author's words. */
	what: string;
}

/** A value as the schema has it, and the line of what stands at a path of keys and places, or of the nearest thing above it. */
export interface Read<T> {
	value: T;
	lineOf: (path: readonly (string | number)[]) => number;
}

/** Throws a LessonError with the line of the key that is wrong, or of the place where the YAML breaks. */
export function readYaml<S extends z.ZodType>(yaml: string, schema: S, place: Place): Read<z.infer<S>> {
	const counter = new LineCounter();
	const document = parseDocument(yaml, { lineCounter: counter });
	const broken = document.errors[0];
	if (broken) {
		const at = { file: place.file, line: (broken.linePos?.[0].line ?? 1) + place.firstLine - 1 };
		const what = (broken.message.split('\n')[0] ?? '').replace(/ at line \d+.*$/, '');
		throw new LessonError(
			at,
			`${place.what} is no YAML: ${what}`,
			'put text that holds a colon or begins with a mark in quotes, and indent by two spaces'
		);
	}
	const value: unknown = document.toJS() ?? {};
	const context: Context = { ...place, document, counter, schema, value };
	const result = schema.safeParse(value);
	if (result.success) {
		return { value: result.data, lineOf: (path) => lineOf(context, path.map(String)) };
	}
	// A key misspelt is also a key missing; the first of the two is what the author did.
	const { issues } = result.error;
	const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
	if (!issue) throw new Error('zod refused without an issue');
	throw errorOf(issue, context);
}

interface Context extends Place {
	document: Document;
	counter: LineCounter;
	schema: z.ZodType;
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
	return new LessonError(
		at,
		`${name ? `"${name}"` : context.what} is not right`,
		`it must be ${wanted(issue)}`
	);
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
function keysAt(schema: z.ZodType, path: readonly string[]): string[] {
	let current: unknown = schema;
	for (const part of path) {
		if (current instanceof z.ZodObject) current = current.shape[part];
		else if (current instanceof z.ZodArray) current = current.element;
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
function lineOf({ document, counter, firstLine }: Context, path: readonly string[]): number {
	let found = 0;
	let node: unknown = document.contents;
	for (const part of path) {
		let named: unknown;
		if (isMap(node)) {
			const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === part);
			[named, node] = [pair?.key, pair?.value];
		} else if (isSeq(node)) named = node = node.items[Number(part)];
		if (!isNode(named) || !named.range) break;
		found = counter.linePos(named.range[0]).line;
	}
	return found === 0 ? 1 : found + firstLine - 1;
}
