import { describe, expect, test } from 'vitest';
import { blocksOf } from './blocks';
import { lessonSlugs, loadLesson } from './load';
import { readProse } from './prose';
import { readSource } from './source';

const blocks = (...lines: string[]) => {
	const source = readSource('lesson.md', ['---', 'title: One', '---', '', ...lines].join('\n'));
	return blocksOf(source, readProse(source));
};
const guess = '<Predict cell="sum" reads="value" choices={[\'1\', \'`2`\']}>';

describe('a lesson in blocks', () => {
	test('has prose, cells and guesses in order, each under its heading', () => {
		const found = blocks(
			'Before *all*.',
			'',
			'## One `sum`',
			'',
			guess,
			'',
			'What **is** it?',
			'',
			'</Predict>',
			'',
			'```python cell=sum',
			'1 + 1',
			'```',
			'',
			'- A [link](lesson:other)',
			'- Two'
		);
		expect(found).toEqual([
			{ kind: 'prose', under: null, markdown: 'Before *all*.', text: 'Before all.' },
			{ kind: 'prose', under: 'one-sum', markdown: '## One `sum`', text: 'One sum' },
			{
				kind: 'guess',
				under: 'one-sum',
				cell: 'sum',
				reads: 'value',
				choices: ['1', '`2`'],
				markdown: 'What **is** it?',
				text: 'What is it?'
			},
			{ kind: 'cell', under: 'one-sum', id: 'sum' },
			{
				kind: 'prose',
				under: 'one-sum',
				markdown: '- A [link](lesson:other)\n- Two',
				text: 'A link\nTwo'
			}
		]);
	});

	test('takes a fence that is only shown for prose, and leaves out what nobody reads', () => {
		const found = blocks(
			'<!-- later -->',
			'',
			'So:',
			'',
			'```text',
			'a  b',
			'```',
			'',
			'| x | y |',
			'| - | - |',
			'| 1 | 2 |'
		);
		expect(found).toEqual([
			{
				kind: 'prose',
				under: null,
				markdown: 'So:\n\n```text\na  b\n```\n\n| x | y |\n| - | - |\n| 1 | 2 |',
				text: 'So:\na  b\nx\ny\n1\n2'
			}
		]);
	});

	test('takes a guess in one line', () => {
		expect(blocks(`${guess}How *much*?</Predict>`)).toMatchObject([
			{ kind: 'guess', markdown: 'How *much*?', text: 'How much?' }
		]);
	});

	test.each([
		[
			'without an end',
			[guess, '', 'What is it?'],
			'lesson.md:5: this <Predict> has no end - close it with </Predict>'
		],
		[
			'in a paragraph',
			[`So: ${guess}Is it?</Predict>`],
			'lesson.md:5: a <Predict> within other text - put it on a line of its own, with a blank line before and after it'
		]
	])('a guess %s is refused', (_what, lines, message) => {
		expect(() => blocks(...lines)).toThrow(message);
	});

	test.each(lessonSlugs())('%s has each of its cells and guesses in them', (slug) => {
		const { blocks, cells, predictions } = loadLesson(slug);
		const found = blocks.flatMap((block) => (block.kind === 'cell' ? [block.id] : []));
		expect(found).toEqual(cells.map(({ id }) => id));
		const guesses = blocks.filter((block) => block.kind === 'guess');
		expect(guesses.map(({ cell, reads, choices }) => ({ cell, reads, choices }))).toEqual(predictions);
		expect(guesses.every(({ text }) => text.length > 0)).toBe(true);
	});
});
