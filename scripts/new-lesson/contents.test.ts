import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withLesson } from './contents';

const contents = `const contents = [
	{
		title: 'Testing',
		lessons: [
			{ slug: 'pytest' },
			{
				slug: 'fixtures',
				inPreparation: {
					title: 'Fixtures',
					summary: 'On demand.'
				}
			}
		]
	}
];
`;

test('a new lesson comes last', () => {
	expect(withLesson(contents, 'mocks')).toBe(
		contents.replace('\t\t\t}\n\t\t]\n', "\t\t\t},\n\t\t\t{ slug: 'mocks' }\n\t\t]\n")
	);
});

test('a group in one line stays in one line', () => {
	const short = "const contents = [\n\t{\n\t\tlessons: [{ slug: 'pytest' }]\n\t}\n];\n";
	expect(withLesson(short, 'mocks')).toBe(short.replace("' }]", "' }, { slug: 'mocks' }]"));
});

test('one in preparation keeps its place', () => {
	expect(withLesson(contents, 'fixtures')).toMatch(
		/slug: 'pytest' \},\n\t{3}\{ slug: 'fixtures' \}\n\t{2}\]/
	);
});

test('one that is listed stays where it is', () => {
	expect(withLesson(contents, 'pytest')).toBe(contents);
});

test('a list that cannot be read is left to its author', () => {
	expect(() => withLesson('export const contents = [];', 'mocks')).toThrow(
		"add { slug: 'mocks' } to it by hand"
	);
});

test('the contents as they stand can take a lesson', () => {
	const file = join(import.meta.dirname, '../../src/lessons/contents.ts');
	expect(withLesson(readFileSync(file, 'utf8'), 'a-new-lesson')).toContain("{ slug: 'a-new-lesson' }");
});
