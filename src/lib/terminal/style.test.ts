// SGR escapes: https://ecma-international.org/publications-and-standards/standards/ecma-48 (8.3.117), and xterm's 256 colours.
import { expect, test } from 'vitest';
import { PLAIN, restyled } from './style';

test.each<[string, object]>([
	['31', { foreground: '#cc0000' }],
	['91', { foreground: '#ef2929' }],
	['44', { background: '#3465a4' }],
	['107', { background: '#eeeeec' }],
	['38;5;196', { foreground: '#ff0000' }],
	['38;5;9', { foreground: '#ef2929' }],
	['48;5;244', { background: '#808080' }],
	['38;2;1;2;3', { foreground: '#010203' }],
	['38:2::1:2:3', { foreground: '#010203' }],
	['38:2:1:2:3', { foreground: '#010203' }],
	['38:5:21', { foreground: '#0000ff' }],
	['1;38;2;255;0;0;4', { foreground: '#ff0000', bold: true, underline: true }],
	['2;3;7;9', { dim: true, italic: true, inverse: true, strike: true }],
	['4:3', { underline: true }],
	['4:0', { underline: false }],
	['1;22', { bold: false }],
	['31;39', { foreground: null }],
	['38;2;999;0;0', { foreground: null }],
	['38', { foreground: null }],
	['', PLAIN],
	['31;0', PLAIN],
	['5;8;73', PLAIN]
])('%s', (parameters, style) => {
	expect(restyled(PLAIN, parameters)).toEqual({ ...PLAIN, ...style });
});

test('one adds to the other until all is put back', () => {
	const red = restyled(PLAIN, '31');
	expect(restyled(red, '1')).toMatchObject({ foreground: '#cc0000', bold: true });
	expect(restyled(restyled(red, '1'), '')).toBe(PLAIN);
});
