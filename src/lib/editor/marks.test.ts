// What becomes of the marks of a run while the reader goes on typing.
import { EditorState, type RangeSet, type RangeValue, type StateField } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import type { Condition, Decision } from '#lib/instruments/conditions/report';
import type { FileCoverage } from '#lib/instruments/coverage/report';
import { coverageGutter } from './coverage-gutter';
import { errorMark } from './error-mark';
import { lineNow, measured, noMarks, placeRange, setMarks, type Marks } from './marks';
import { operandMarks } from './operand-marks';

const code = 'def f(a, b):\n    if a or b:\n        return 1\n    return 2';
const coverage: FileCoverage = {
	statements: [1, 2, 3, 4],
	executed: [1, 2, 3],
	missing: [4],
	excluded: [],
	branches: [
		{ from: 2, to: 3, taken: true, says: null },
		{ from: 2, to: 4, taken: false, says: null }
	],
	percentLines: 75,
	percentBranches: 50,
	percentBoth: 66.7
};

function run(marks: Partial<Marks>): EditorState {
	const state = EditorState.create({
		doc: code,
		extensions: [measured, coverageGutter, errorMark, operandMarks]
	});
	return state.update({ effects: setMarks.of({ ...noMarks, ...marks }) }).state;
}

function ranges<T extends RangeValue>(state: EditorState, field: StateField<RangeSet<T>>): string[] {
	const found: string[] = [];
	state.field(field).between(0, state.doc.length, (from, to, value) => {
		const its = 'spec' in value ? classOf(value.spec) : '';
		found.push(
			`${state.doc.lineAt(from).number} ${String(its)}${to > from ? ` ${state.sliceDoc(from, to)}` : ''}`
		);
	});
	return found;
}

function classOf(spec: unknown): unknown {
	return spec && typeof spec === 'object' && 'class' in spec ? spec.class : '';
}

function lines(state: EditorState): string[] {
	return [...state.field(coverageGutter)].map(([pos, its]) => `${state.doc.lineAt(pos).number} ${its}`);
}

const edit = (state: EditorState, from: number, insert: string, to = from) =>
	state.update({ changes: { from, to, insert } }).state;

describe('coverage', () => {
	test('lines see what ran, branches also what could have gone on', () => {
		expect(lines(run({ coverage, view: 'lines' }))).toEqual(['1 run', '2 run', '3 run', '4 miss']);
		expect(lines(run({ coverage, view: 'branches' }))).toContain('2 part');
	});

	test('moves with an edit, is stale, and is fresh again once the edit is taken back', () => {
		const before = run({ coverage, view: 'branches' });
		const after = edit(before, 0, '# new\n');
		expect(lines(after)).toEqual(['2 run', '3 part', '4 run', '5 miss']);
		expect(after.field(measured).isStale).toBe(true);
		const back = edit(after, 0, '', 6);
		expect(back.field(measured).isStale).toBe(false);
		expect(lines(back)).toEqual(lines(before));
	});

	test('stays with its line while another is typed before it', () => {
		let state = run({ coverage, view: 'branches' });
		const { from } = state.doc.line(2);
		for (const [index, letter] of Array.from('# new').entries()) state = edit(state, from + index, letter);
		// Enter puts the indentation in afresh.
		state = edit(state, from + 5, '\n    ', from + 9);
		expect(lines(state)).toEqual(['1 run', '3 part', '4 run', '5 miss']);
	});

	test('another view of the same run does not make stale marks fresh', () => {
		const after = edit(run({ coverage, view: 'branches' }), 0, '# new\n');
		const other = after.update({ effects: setMarks.of({ ...noMarks, coverage, view: 'lines' }) }).state;
		expect(other.field(measured).isStale).toBe(true);
	});

	test('of another text than the one shown is stale from the start', () => {
		expect(run({ coverage, view: 'lines', source: `${code}\n` }).field(measured).isStale).toBe(true);
		expect(run({ coverage, view: 'lines', source: code }).field(measured).isStale).toBe(false);
	});

	test('of lines that are no longer there is left out', () => {
		const far = { ...coverage, executed: [1, 99], missing: [100] };
		expect(lines(run({ coverage: far, view: 'lines' }))).toEqual(['1 run']);
	});
});

describe('an error', () => {
	const error = { file: 'f.py', line: 2, column: 7, endLine: 2, endColumn: 8 };
	const marked = ['2 cm-error-line', '2 cm-error-place a'];

	test('marks its line and its columns', () => {
		expect(ranges(run({ error }), errorMark)).toEqual(marked);
	});

	test('stays through an edit elsewhere', () => {
		expect(ranges(edit(run({ error }), 0, '#\n'), errorMark)).toEqual([
			'3 cm-error-line',
			'3 cm-error-place a'
		]);
	});

	test('goes when its line is edited, and comes back with the text', () => {
		const state = run({ error });
		const at = state.doc.line(2).to;
		const edited = edit(state, at, '#');
		expect(ranges(edited, errorMark)).toEqual([]);
		expect(ranges(edit(edited, at, '', at + 1), errorMark)).toEqual(marked);
	});

	test('beyond the end of the text marks nothing', () => {
		expect(ranges(run({ error: { ...error, line: 40, endLine: 40 } }), errorMark)).toEqual([]);
	});
});

describe('conditions', () => {
	const condition = (source: string, column: number): Condition => ({
		file: 'f.py',
		line: 2,
		endLine: 2,
		column,
		endColumn: column + source.length,
		source,
		alone: null,
		uniqueCause: null,
		note: null
	});
	const decisions: Decision[] = [
		{
			kind: 'if',
			source: 'a or b',
			line: 2,
			endLine: 2,
			conditions: [condition('a', 7), condition('b', 12)],
			evaluations: [{ test: 't', answers: ['true', 'not-asked'], outcome: 'true', count: 1 }]
		}
	];

	test('are underlined by what was seen of them, in their own view alone', () => {
		expect(ranges(run({ decisions, view: 'conditions' }), operandMarks)).toEqual([
			'2 cm-operand cm-operand-true a',
			'2 cm-operand cm-operand-never b'
		]);
		expect(ranges(run({ decisions, view: 'branches' }), operandMarks)).toEqual([]);
	});

	test('that share their columns are one mark that shows the least known', () => {
		const chained: Decision[] = decisions.map((decision) => ({
			...decision,
			conditions: [condition('a or b', 7), condition('a or b', 7)]
		}));
		expect(ranges(run({ decisions: chained, view: 'conditions' }), operandMarks)).toEqual([
			'2 cm-operand cm-operand-never a or b'
		]);
	});
});

test.each([
	['columns', { line: 2, column: 4, endLine: 2, endColumn: 6 }, 'if'],
	[
		'no columns: the line from its first letter',
		{ line: 2, column: null, endLine: null, endColumn: null },
		'if a or b:'
	],
	['several lines', { line: 2, column: 11, endLine: 3, endColumn: 14 }, ' b:\n        return'],
	['columns beyond the line', { line: 2, column: 4, endLine: 2, endColumn: 400 }, 'if a or b:']
])('a place with %s', (_, place, text) => {
	const { doc } = EditorState.create({ doc: code });
	const range = placeRange(place, doc);
	expect(range && doc.sliceString(range.from, range.to)).toBe(text);
});

describe('a line of the run', () => {
	const text = 'import a\n\n\ndef f():\n    return 1\n\n\ndef g():\n    return 1\n';
	const ran = () =>
		EditorState.create({ doc: text, extensions: [measured] }).update({
			effects: setMarks.of({ ...noMarks, source: text })
		}).state;
	const found = (state: EditorState, line: number, of = text) => {
		const { line: now, isGone } = lineNow(state, line, of);
		return [now, state.doc.line(now).text, isGone];
	};
	const cut = (state: EditorState, first: number, last: number, insert = '') =>
		edit(state, state.doc.line(first).from, insert, Math.min(state.doc.line(last).to + 1, state.doc.length));

	test('is found where it is after lines were put in above', () => {
		expect(found(edit(ran(), 0, '# one\n# two\n'), 5)).toEqual([7, '    return 1', false]);
	});

	test('is told from another of the same words by the edits that were made', () => {
		const state = cut(ran(), 4, 7);
		expect(found(state, 9)).toEqual([5, '    return 1', false]);
		expect(found(state, 5)).toEqual([4, 'def g():', true]);
	});

	test('is the same line while its words are changed', () => {
		const { to } = ran().doc.line(5);
		expect(found(edit(ran(), to - 1, '2', to), 5)).toEqual([5, '    return 2', false]);
	});

	test('that was replaced leads to what stands in its place, and is said to be gone', () => {
		expect(found(cut(ran(), 5, 5, '    pass\n    raise\n'), 5)).toEqual([5, '    pass', true]);
	});

	test('that was deleted at the end leads to the last statement', () => {
		expect(found(cut(ran(), 9, 9), 9)).toEqual([8, 'def g():', true]);
	});

	test('is found after a Reset too, which nobody followed', () => {
		const other = EditorState.create({ doc: `# mine\n${text}`, extensions: [measured] });
		expect(found(other, 8)).toEqual([9, 'def g():', false]);
	});

	test('beyond the text is its last', () => expect(found(ran(), 99)[0]).toBe(10));
});

test('marks of a text that was changed while it ran lie where their lines are now', () => {
	const state = EditorState.create({
		doc: `# new\n${code}`,
		extensions: [measured, coverageGutter, errorMark]
	});
	const error = { file: 'f.py', line: 2, column: 7, endLine: 2, endColumn: 8 };
	const marked = state.update({
		effects: setMarks.of({ ...noMarks, coverage, view: 'lines', error, source: code })
	}).state;
	expect(lines(marked)).toEqual(['2 run', '3 run', '4 run', '5 miss']);
	expect(ranges(marked, errorMark)).toEqual(['3 cm-error-line', '3 cm-error-place a']);
});
