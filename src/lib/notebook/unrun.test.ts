import { describe, expect, test } from 'vitest';
import { raised } from '#lib/project/fake-runtime';
import { bindsName, nameMissed } from './unrun';

describe('a text gives a name a value', () => {
	test.each([
		['rows = 3'],
		['rows: list[int] = []'],
		['rows, columns = 2, 3'],
		['first, rows = 1, 2'],
		['def rows():\n    pass'],
		['async def rows() -> None:\n    pass'],
		['class rows:\n    pass'],
		['def rows[T](one: T) -> T:\n    return one'],
		['import rows'],
		['import rows.inner'],
		['import os, pandas as rows'],
		['from shop import orders, rows'],
		['from shop import (orders, rows)'],
		['from shop import orders as rows  # the newest'],
		['for i, rows in enumerate(all):'],
		['with open(path) as rows:'],
		['x = 1\nrows = 2']
	])('%s', (text) => expect(bindsName(text, 'rows')).toBe(true));

	test.each([
		['rows == 3'],
		['print(rows)'],
		['    rows = 3'],
		['arrows = 3'],
		['rows.length = 3'],
		['rows[0] = 3'],
		['# rows = 3'],
		['import shop.rows'],
		['from rows import orders'],
		['import rows as orders'],
		['call(rows=3)'],
		['def other(rows): pass'],
		['rows']
	])('and not: %s', (text) => expect(bindsName(text, 'rows')).toBe(false));
});

test('the name that was missed is the one that Python names', () => {
	const missed = (type: string, message: string) => nameMissed(raised(type, message));
	expect(missed('NameError', "name 'rows' is not defined")).toBe('rows');
	expect(missed('NameError', "name 'rows' is not defined. Did you mean: 'row'?")).toBe('rows');
	expect(missed('NameError', 'raised by hand')).toBeNull();
	expect(missed('UnboundLocalError', "name 'rows' is not defined")).toBeNull();
	expect(nameMissed({ exception: null })).toBeNull();
});
