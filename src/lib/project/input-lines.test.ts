import { describe, expect, test } from 'vitest';
import { Cell } from '#lib/notebook/cell.svelte';
import { FakeRuntime, cellReport, cellSpec, sourceFile } from './fake-runtime';
import { FakeShelf } from './fake-shelf';
import { InputLines } from './input-lines.svelte';
import { OpenFile } from './open-file.svelte';

const files = (code: string) => [new OpenFile(sourceFile('a.py', code))];

describe('the lines that input() reads', () => {
	test.each<[string, string[]]>([
		['', []],
		['Ada', ['Ada']],
		['Ada\n36', ['Ada', '36']],
		['Ada\n36\n', ['Ada', '36']],
		['Ada\n\n36', ['Ada', '', '36']],
		['\n', ['']]
	])('are those of %j', (text, lines) => {
		const input = new InputLines([]);
		input.type(text);
		expect(input.lines).toEqual(lines);
	});

	test('are the author’s until the reader writes others, and come back', () => {
		const input = new InputLines(['Ada', '36']);
		expect(input.lines).toEqual(['Ada', '36']);
		input.type('Bo');
		expect(input.lines).toEqual(['Bo']);
		input.reset();
		expect(input.lines).toEqual(['Ada', '36']);
		input.undo();
		expect(input.lines).toEqual(['Bo']);
	});

	test.each<[string, string[], string, boolean]>([
		['nothing asks', [], 'print(1)', false],
		['a call', [], 'name = input("Name? ")', true],
		['a name that only looks like one', [], 'my_input(3); input_lines = 4', false],
		['prepared lines', ['Ada'], 'import sys; sys.stdin.read()', true]
	])('are offered where they are wanted: %s', (_what, prepared, code, wanted) => {
		expect(new InputLines(prepared).areWanted(files(code))).toBe(wanted);
	});
});

describe('a cell', () => {
	function open() {
		const shelf = new FakeShelf();
		const runtime = new FakeRuntime({ runCell: () => cellReport() });
		const spec = cellSpec('a', { files: [sourceFile('a.py', 'input()')], stdin: ['Ada'] });
		const cell = new Cell(spec, {
			lesson: 'x',
			runtime,
			shelf,
			tick: () => 1,
			staleness: () => null,
			investigationOf: null
		});
		return { cell, runtime, shelf };
	}

	test('hands over what the reader wrote, and keeps it', async () => {
		const { cell, runtime, shelf } = open();
		cell.workspace.input.type('Bo\nCy');
		await cell.run();
		expect(runtime.inputs('runCell')[0]?.stdin).toEqual(['Bo', 'Cy']);
		expect(shelf.texts).toEqual([['x/a/input()', 'Bo\nCy']]);
	});

	test('has been edited since its run where only the lines have', async () => {
		const { cell } = open();
		await cell.run();
		expect(cell.isEditedSinceRun).toBe(false);
		cell.workspace.input.type('Bo');
		expect(cell.isEditedSinceRun).toBe(true);
		cell.workspace.place.reset();
		expect(cell.isEditedSinceRun).toBe(false);
	});
});
