import { describe, expect, test } from 'vitest';
import type { VarnishEntry, VarnishObject, VarnishPlay, VarnishRequest } from './report';
import {
	askedWords,
	banWords,
	isFailed,
	kindOf,
	lanes,
	markOf,
	named,
	placeOf,
	reason,
	span,
	stretches,
	summary
} from './facts';

const entry = (tag: string, text: string, more: Partial<VarnishEntry> = {}): VarnishEntry => ({
	at: 0,
	side: 'c',
	tag,
	text,
	sub: null,
	line: null,
	...more
});

const request = (more: Partial<VarnishRequest> = {}): VarnishRequest => ({
	at: 0,
	ended: 0,
	method: 'GET',
	url: '/',
	status: 200,
	outcome: 'miss',
	age: 0,
	hits: 0,
	restarts: 0,
	waited: false,
	differsBy: null,
	bannedBy: null,
	purgedAt: null,
	purged: null,
	bansAdded: 0,
	ttl: null,
	grace: null,
	headers: [],
	asked: [],
	trace: [],
	traceLeftOut: 0,
	...more
});

const object = (more: Partial<VarnishObject> = {}): VarnishObject => ({
	url: '/',
	kind: 'object',
	variant: [],
	came: 0,
	freshUntil: 2,
	graceUntil: 12,
	keepUntil: 12,
	killed: null,
	killedBy: null,
	...more
});

const fetch = { kind: 'fetch', at: 0, ended: 0.5, status: 200, conditional: false } as const;

const play = (requests: VarnishRequest[], more: Partial<VarnishPlay> = {}): VarnishPlay => ({
	vcl: 'default.vcl',
	seconds: 4,
	down: [],
	requests,
	requestsLeftOut: 0,
	objects: [],
	objectsLeftOut: 0,
	bans: [],
	bansLeftOut: 0,
	...more
});

describe('a request', () => {
	test('is a stale hit once its TTL is over', () => {
		expect(kindOf(request({ outcome: 'hit', ttl: 1 }))).toBe('hit');
		expect(kindOf(request({ outcome: 'hit', ttl: -0.5 }))).toBe('stale');
		expect(kindOf(request({ outcome: 'miss', ttl: -0.5 }))).toBe('miss');
	});

	test('that was passed names the subroutine and the line that said so', () => {
		const passed = (more: Partial<VarnishEntry>) =>
			request({ outcome: 'pass', trace: [entry('VCL_return', 'pass', more), entry('VCL_return', 'fetch')] });
		expect(reason(passed({ sub: 'vcl_recv', line: 7 }), 'site.vcl')).toBe(
			'vcl_recv, line 7 of site.vcl returned pass'
		);
		expect(reason(passed({ sub: 'vcl_req_cookie' }), 'site.vcl')).toBe(
			'vcl_req_cookie (builtin) returned pass'
		);
		expect(reason(request({ outcome: 'pass', trace: [entry('HitPass', '3')] }), 'site.vcl')).toContain(
			'hit-for-pass'
		);
	});

	test('that missed says what the cache had instead', () => {
		expect(reason(request(), 'site.vcl')).toBe('nothing usable in the cache');
		expect(reason(request({ differsBy: 'User-Agent' }), 'site.vcl')).toBe(
			'what is stored differs by User-Agent'
		);
		expect(reason(request({ trace: [entry('HitMiss', '3')] }), 'site.vcl')).toContain('hit-for-miss');
		const kept = entry('VCL_return', 'deliver', { side: 'b', sub: 'vcl_beresp_cookie' });
		expect(reason(request({ asked: [fetch], trace: [kept] }), 'site.vcl')).toContain(
			'not kept: vcl_beresp_cookie (builtin)'
		);
		expect(reason(request({ asked: [{ ...fetch, status: null }] }), 'site.vcl')).toContain(
			'the origin gave no response'
		);
		expect(reason(request({ asked: [{ ...fetch, status: 304, conditional: true }] }), 'site.vcl')).toContain(
			'not modified'
		);
	});

	test('that hit says how much time was left, or how late it was', () => {
		expect(reason(request({ outcome: 'hit', ttl: 1.5 }), 'site.vcl')).toBe('1.5 s of TTL left');
		expect(reason(request({ outcome: 'hit', ttl: 1.5, waited: true }), 'site.vcl')).toContain(
			'waited for the fetch'
		);
		expect(reason(request({ outcome: 'hit', ttl: -0.5, grace: 10 }), 'site.vcl')).toBe(
			'0.5 s past its TTL, within its grace of 10 s'
		);
	});

	test('that Varnish answered says who made it', () => {
		const by = entry('VCL_return', 'synth', { sub: 'vcl_recv', line: 4 });
		expect(reason(request({ outcome: 'synth', trace: [by] }), 'site.vcl')).toBe(
			'vcl_recv, line 4 of site.vcl returned synth'
		);
		const failed = [entry('VCL_Error', 'match limit'), entry('VCL_return', 'fail', { sub: 'vcl_recv' })];
		expect(reason(request({ outcome: 'synth', trace: failed }), 'site.vcl')).toBe('match limit');
	});

	test('that missed because of a ban or a purge says which, and when', () => {
		const bannedBy = { text: 'req.url ~ ^/news/', at: 3 };
		expect(reason(request({ bannedBy }), 'site.vcl')).toBe(
			'the ban of 3 s removed what was stored: req.url ~ ^/news/'
		);
		expect(reason(request({ purgedAt: 1.5 }), 'site.vcl')).toBe('a purge at 1.5 s removed what was stored');
	});

	test('that purged or banned says what it did, and is no failure', () => {
		const by = (text: string) => [entry('VCL_return', text, { sub: 'vcl_recv', line: 4 })];
		const purge = request({ outcome: 'synth', method: 'PURGE', purged: 1, trace: by('purge') });
		const ban = request({ outcome: 'synth', method: 'BAN', bansAdded: 1, trace: by('synth') });
		expect(reason(purge, 'site.vcl')).toBe('vcl_recv, line 4 of site.vcl returned purge; 1 object purged');
		expect(reason(request({ ...purge, purged: 0 }), 'site.vcl')).toBe(
			'vcl_recv, line 4 of site.vcl returned purge; 0 objects purged'
		);
		expect(reason(ban, 'site.vcl')).toBe('vcl_recv, line 4 of site.vcl returned synth; 1 ban added');
		expect([purge, ban].map(markOf)).toEqual(['synth', 'synth']);
	});

	test('has failed by what it got, not by how it came about', () => {
		const statuses = [200, 404, 499, 500, 503, null];
		expect(statuses.map((status) => isFailed({ status }))).toEqual([false, false, false, true, true, true]);
		expect(markOf(request({ status: 503 }))).toBe('failed');
		expect(named(request({ status: 503, at: 1 }))).toBe('miss: GET / at 1 s, failed (503)');
		expect(named(request({ outcome: 'pipe', status: null }))).toBe(
			'pipe: GET / at 0 s, failed (no response)'
		);
	});

	test('that no VCL has seen says so', () => {
		const refused = request({ outcome: 'refused', status: 417 });
		expect([reason(refused, 'site.vcl'), markOf(refused)]).toEqual([
			'Varnish refused it before any VCL saw it',
			'refused'
		]);
	});

	test('that was restarted says so first', () => {
		expect(reason(request({ restarts: 2 }), 'site.vcl')).toBe(
			'after 2 restarts: nothing usable in the cache'
		);
	});
});

test('a play is summed up by outcome, and the origin is asked once or several times', () => {
	const hit = request({ outcome: 'hit', ttl: 1 });
	expect(summary(play([request({ asked: [fetch] }), hit, hit]))).toBe(
		'3 requests: 2 hits, 1 miss. The origin was asked once.'
	);
	expect(summary(play([]))).toBe('0 requests: none. The origin was asked 0 times.');
});

test('a ban is told with what it has removed', () => {
	expect(banWords({ text: 'obj.age > 2s', at: 3, removed: 0 })).toBe(
		'ban at 3 s: obj.age > 2s (has removed nothing yet)'
	);
	expect(banWords({ text: 'req.url ~ a', at: 3, removed: 2 })).toBe(
		'ban at 3 s: req.url ~ a (removed 2 objects)'
	);
});

test('a place is a line of the reader, the builtin VCL, or nobody', () => {
	expect(placeOf({ sub: 'vcl_recv', line: 3 }, 'site.vcl')).toBe('vcl_recv, line 3 of site.vcl');
	expect(placeOf({ sub: 'vcl_recv', line: 3 }, null)).toBe('vcl_recv, line 3');
	expect(placeOf({ sub: null, line: null }, 'site.vcl')).toBe('');
});

test('objects of one URL and variant follow one another in a lane', () => {
	const phone = object({ variant: [['User-Agent', 'phone']] });
	const none = object({ variant: [['User-Agent', null]] });
	expect(lanes([object(), phone, object(), none]).map(({ name, objects }) => [name, objects.length])).toEqual(
		[
			['/', 2],
			['/ (User-Agent: phone)', 1],
			['/ (User-Agent: (none))', 1]
		]
	);
});

describe('an object', () => {
	test('is fresh, then in grace, and ends where the picture does', () => {
		expect(stretches(object(), 4)).toEqual([
			{ phase: 'fresh', from: 0, to: 0.5 },
			{ phase: 'grace', from: 0.5, to: 1 }
		]);
	});

	test('ends when it is killed', () => {
		expect(stretches(object({ killed: 1 }), 4)).toEqual([{ phase: 'fresh', from: 0, to: 0.25 }]);
	});

	test('that was old when it came is drawn from then on', () => {
		expect(stretches(object({ came: 3, freshUntil: 2, graceUntil: 4, keepUntil: 4 }), 4)).toEqual([
			{ phase: 'grace', from: 0.75, to: 1 }
		]);
	});

	test('that is a mark alone has one stretch', () => {
		expect(stretches(object({ kind: 'hit-for-miss' }), 4)).toEqual([{ phase: 'marker', from: 0, to: 0.5 }]);
	});
});

test('the axis has a length, also where nothing took time', () => {
	expect(span(play([], { seconds: 0 }))).toBe(1);
});

test('a request to the origin is told in words', () => {
	expect(askedWords(fetch)).toBe('fetch: 200 in 0.5 s');
	expect(askedWords({ ...fetch, kind: 'background', ended: 0, status: null })).toBe(
		'background fetch: no response'
	);
});
