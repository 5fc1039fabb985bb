import { expect, test } from 'vitest';
import { framesShown } from './frames';

const frame = (line: number, file = 'a.py') => ({
	...{ file, line, source: `line ${line}`, name: 'f' },
	...{ column: 0, endLine: line, endColumn: 6 }
});
const told = (lines: number[]) =>
	framesShown(lines.map((line) => frame(line))).map(({ frame: { line }, again }) => [line, again]);

test('the last eight lines', () => {
	expect(told([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).map(([line]) => line)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
});

test('a line that calls itself stands once, and what led there is seen', () => {
	expect(told([9, ...Array.from({ length: 40 }, () => 2)])).toEqual([
		[9, 0],
		[2, 39]
	]);
});

test('twice is told twice, and a line of another file is another line', () => {
	expect(told([1, 2, 2])).toHaveLength(3);
	expect(framesShown([frame(1), frame(1, 'b.py'), frame(1)])).toHaveLength(3);
});
