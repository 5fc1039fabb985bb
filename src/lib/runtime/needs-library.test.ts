// Which runs go ahead of the library.
import { expect, it } from 'vitest';
import { needsLibrary } from './needs-library';
import type { Calls, Request } from './protocol';

const there = ['sys', 'json', 'asyncio', 'collections'];
const cell = (code: string, more: Partial<Calls['runCell']['input']> = {}): Request => ({
	call: 'runCell',
	run: 1,
	input: { id: 'a', filename: 'a.py', code, files: {}, stdin: [], probes: [], ...more }
});

it.each([
	['print(1)', false],
	['import json', false],
	['import json, sys as s', false],
	['from collections.abc import Mapping', false],
	['def f():\n    from json import dumps', false],
	['# import pytest', false],
	['print("import pytest")', false],
	['import pytest', true],
	['import sys, pytest', true],
	['if True:\n\timport email.mime.text as t', true],
	['from unittest.mock import patch', true],
	['from . import x', true]
])('%j: %s', (code, needs) => expect(needsLibrary(cell(code), there)).toBe(needs));

it('looks into the other files of a cell, which may import each other', () => {
	expect(needsLibrary(cell('import till', { files: { 'till.py': 'import json' } }), there)).toBe(false);
	expect(needsLibrary(cell('import till', { files: { 'till.py': 'import decimal' } }), there)).toBe(true);
	expect(needsLibrary(cell('from shop.till import x', { files: { 'shop/till.py': '' } }), there)).toBe(false);
});

it('what watches a run needs it', () => {
	expect(needsLibrary(cell('print(1)', { probes: ['calls'] }), there)).toBe(true);
});

it('what a cell has made is where it ran', () => {
	expect(needsLibrary({ call: 'whole', run: 1, input: { kept: 1 } }, there)).toBe(false);
});

it('only a cell can go ahead', () => {
	const input = { entry: 'a.py', files: { 'a.py': 'print(1)' }, stdin: [], probes: [] };
	expect(needsLibrary({ call: 'runProgram', run: 1, input }, there)).toBe(true);
});
