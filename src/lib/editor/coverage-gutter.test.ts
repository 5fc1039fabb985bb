// CodeMirror puts the class of a line into every margin, that of the linter too. A second bar stood there, at the far left.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const look = new URL('../../look/', import.meta.url);
const sheets = readdirSync(look).filter((name) => name.endsWith('.css'));
const sources = [
	...sheets.map((name) => new URL(name, look)),
	new URL('theme.ts', import.meta.url),
	new URL('problems.ts', import.meta.url)
];

test('the bar of a line is drawn beside its number and in no other margin', () => {
	const rules = sources.flatMap((file) =>
		readFileSync(file, 'utf8')
			.split('\n')
			.filter((line) => /\.line-(?:run|part|miss|out)\b.*\{/.test(line))
	);
	expect(rules.length).toBeGreaterThanOrEqual(4);
	expect(rules.filter((rule) => !rule.includes('.cm-lineNumbers'))).toEqual([]);
});
