import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readContents } from '../../src/lib/content/contents';
import { withLesson } from './contents';

const contents = `# In order.
- title: Testing
  says: Start here.
  lessons:
    - slug: pytest
    # The next one.
    - slug: fixtures
      in-preparation:
        title: Fixtures
        summary: On demand.
`;

test('a new lesson comes last', () => {
	expect(withLesson(contents, 'mocks')).toBe(`${contents}    - slug: mocks\n`);
});

test('one in preparation keeps its place', () => {
	const [before] = contents.split('      in-preparation');
	expect(withLesson(contents, 'fixtures')).toBe(before);
});

test('one that is listed stays where it is', () => {
	expect(withLesson(contents, 'pytest')).toBe(contents);
});

test('a list that cannot be read is left to its author', () => {
	expect(() => withLesson('later', 'mocks')).toThrow('add "- slug: mocks" to one by hand');
});

test('the contents as they stand can take a lesson', () => {
	const text = readFileSync(join(import.meta.dirname, '../../src/lessons/contents.yaml'), 'utf8');
	const groups = readContents('contents.yaml', withLesson(text, 'a-new-lesson'));
	expect(groups.at(-1)?.lessons.at(-1)?.slug).toBe('a-new-lesson');
});
