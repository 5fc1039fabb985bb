// What a reader's code can make the classroom say instead of a report or an event.
import { describe, expect, test } from 'vitest';
import { decodeEvent, decodeOutput, Malformed } from './decode';

const report = { ended: 'ok', value: null, exception: null, cut: [], observed: {}, seconds: 0.1 };

describe('an answer', () => {
	test('that is as declared comes through', () => {
		expect(decodeOutput('runCell', JSON.stringify(report))).toEqual(report);
	});

	test.each<[string, unknown, string]>([
		['null', 'null', 'the report: null is no object'],
		['no JSON', '{', 'the report is no JSON'],
		['nothing', undefined, 'the report is no text'],
		['a number', 7, 'the report is no text'],
		['a report without its end', '{}', 'the report.ended is missing'],
		['a value of no kind', JSON.stringify({ ...report, value: { kind: 'film' } }), 'the report.value'],
		['a probe of no name', JSON.stringify({ ...report, observed: { film: {} } }), 'there is no probe film'],
		['NaN', '{"ended": NaN}', 'the report is no JSON']
	])('%s is malformed', (_what, json, says) => {
		expect(() => decodeOutput('runCell', json)).toThrow(Malformed);
		expect(() => decodeOutput('runCell', json)).toThrow(says);
	});

	test('is quoted briefly, however long it is', () => {
		const json = JSON.stringify('x'.repeat(1_000_000));
		expect(() => decodeOutput('runTests', json)).toThrow(/^.{0,200}$/);
	});
});

describe('a file', () => {
	test('is its text in UTF-8', () => {
		const whole = decodeOutput('whole', 'née\r\n');
		expect(whole.kind === 'file' && new TextDecoder().decode(whole.bytes)).toBe('née\r\n');
	});

	test('that is empty is none', () => expect(decodeOutput('whole', '')).toEqual({ kind: 'gone' }));

	test('that is no text is malformed', () => expect(() => decodeOutput('whole', 7)).toThrow(Malformed));
});

describe('an event', () => {
	test('that is as declared comes through', () => {
		const output = { type: 'output', stream: 'stdout', text: 'a' };
		expect(decodeEvent(JSON.stringify(output))).toEqual(output);
	});

	test.each(['null', '7', '{"type":"film"}', '{"type":"output","stream":"stdout"}', '{"type":"capped"}'])(
		'%s is malformed',
		(json) => {
			expect(() => decodeEvent(json)).toThrow(Malformed);
		}
	);
});
