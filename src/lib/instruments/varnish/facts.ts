// What a play through Varnish says, in words and places. Pure; drawn by VarnishFigure.svelte.
import { counted } from '#lib/sentence/counted';
import type {
	VarnishAsked,
	VarnishBan,
	VarnishEntry,
	VarnishObject,
	VarnishPlay,
	VarnishRequest
} from './report';
import { timeWords } from '../kit/time';

/** How a request came out; a hit on an object past its TTL is told apart. */
export type Kind = VarnishRequest['outcome'] | 'stale';

export const WORDS: Record<Kind, string> = {
	hit: 'hit',
	stale: 'stale hit',
	miss: 'miss',
	pass: 'pass',
	pipe: 'pipe',
	synth: 'synth',
	refused: 'refused'
};

/** What a request is drawn as: how it came out, or that it failed. */
export type Mark = Kind | 'failed';

export const MARKS: Record<Mark, string> = { ...WORDS, failed: 'failed: 5xx, or no response' };

/** A request that came to nothing: an error of the server's, or no response at all. A purge or a ban that worked is none. */
export const isFailed = ({ status }: Pick<VarnishRequest, 'status'>) => status === null || status >= 500;

export const markOf = (request: VarnishRequest): Mark => (isFailed(request) ? 'failed' : kindOf(request));

/** A request in a few words, for whoever points at its mark. */
export const named = (request: VarnishRequest) =>
	`${WORDS[kindOf(request)]}: ${request.method} ${request.url} at ${timeWords(request.at)}${isFailed(request) ? `, failed (${request.status ?? 'no response'})` : ''}`;

export const kindOf = (request: VarnishRequest): Kind =>
	request.outcome === 'hit' && request.ttl !== null && request.ttl <= 0 ? 'stale' : request.outcome;

/** The play in a sentence. */
export function summary(play: VarnishPlay): string {
	const order: Kind[] = ['hit', 'stale', 'miss', 'pass', 'pipe', 'synth', 'refused'];
	const parts = order.flatMap((kind) => {
		const count = play.requests.filter((request) => kindOf(request) === kind).length;
		if (count === 0) return [];
		const many = {
			hit: 'hits',
			stale: 'stale hits',
			miss: 'misses',
			pass: 'passes',
			pipe: 'pipes',
			synth: 'synths',
			refused: 'refused'
		};
		return [counted(count, WORDS[kind], many[kind])];
	});
	const origin = play.requests.flatMap((request) => request.asked).length;
	const requests = counted(play.requests.length, 'request', 'requests');
	return `${requests}: ${parts.join(', ') || 'none'}. The origin was asked ${origin === 1 ? 'once' : `${origin} times`}.`;
}

/** Where a line of the trace was decided: in a file of VCL, or in VCL that stands in a string (`file` is null then). */
export function placeOf({ sub, line }: Pick<VarnishEntry, 'sub' | 'line'>, file: string | null): string {
	if (sub === null) return '';
	if (line === null) return `${sub} (builtin)`;
	return file === null ? `${sub}, line ${line}` : `${sub}, line ${line} of ${file}`;
}

const last = (request: VarnishRequest, matches: (entry: VarnishEntry) => boolean) =>
	request.trace.findLast(matches) ?? null;

/** The line of the trace that decided how the request came out; null where Varnish itself did. */
export function decided(request: VarnishRequest): VarnishEntry | null {
	const returned = (...actions: string[]) =>
		last(request, ({ side, tag, text }) => side === 'c' && tag === 'VCL_return' && actions.includes(text));
	if (request.outcome === 'pass') return returned('pass');
	if (request.outcome === 'pipe')
		return last(request, (e) => e.tag === 'VCL_return' && e.text === 'pipe' && e.sub !== 'vcl_pipe');
	if (request.outcome === 'synth') return returned('synth', 'fail', 'purge');
	return null;
}

const has = (request: VarnishRequest, tag: string) => request.trace.some((entry) => entry.tag === tag);

/** Why it came out so, in a sentence without its full stop. `file` is that of the VCL, null where it has none. */
export function reason(request: VarnishRequest, file: string | null): string {
	const why = reasonOnce(request, file);
	const whole = why + removed(request);
	return request.restarts > 0 ? `after ${counted(request.restarts, 'restart', 'restarts')}: ${whole}` : whole;
}

function reasonOnce(request: VarnishRequest, file: string | null): string {
	const by = decided(request);
	const place = by && placeOf(by, file);
	switch (kindOf(request)) {
		case 'hit':
			return `${request.waited ? 'waited for the fetch of another request; ' : ''}${timeWords(request.ttl ?? 0)} of TTL left`;
		case 'stale': {
			const behind = request.asked.some(({ kind }) => kind === 'background');
			return `${timeWords(-(request.ttl ?? 0))} past its TTL, within its grace of ${timeWords(request.grace ?? 0)}${behind ? '; fetched anew behind the client’s back' : ''}`;
		}
		case 'miss':
			return missReason(request, file);
		case 'pass':
			return has(request, 'HitPass')
				? 'a hit-for-pass object says to ask the origin'
				: `${place || 'Varnish'} returned pass`;
		case 'pipe':
			return `${place || 'Varnish'} returned pipe`;
		case 'synth':
			return synthReason(request, by, place);
		case 'refused':
			return 'Varnish refused it before any VCL saw it';
	}
}

function missReason(request: VarnishRequest, file: string | null): string {
	const parts = [
		has(request, 'HitMiss')
			? 'a hit-for-miss object says that the last response was not for keeping'
			: request.differsBy
				? `what is stored differs by ${request.differsBy}`
				: (removalReason(request) ?? 'nothing usable in the cache')
	];
	const [asked] = request.asked;
	if (asked?.conditional)
		parts.push(asked.status === 304 ? 'the origin said: not modified' : 'asked only for what has changed');
	if (asked && request.asked.every(({ status }) => status === null))
		parts.push('the origin gave no response');
	const kept = last(request, (entry) => entry.side === 'b' && entry.tag === 'VCL_return');
	if (kept?.sub?.startsWith('vcl_beresp_')) parts.push(`not kept: ${placeOf(kept, file)}`);
	return parts.join('; ');
}

function removalReason({ bannedBy, purgedAt }: VarnishRequest): string | null {
	if (bannedBy) return `the ban of ${timeWords(bannedBy.at)} removed what was stored: ${bannedBy.text}`;
	return purgedAt === null ? null : `a purge at ${timeWords(purgedAt)} removed what was stored`;
}

/** What a request did to the cache, for the end of its reason. */
function removed({ purged, bansAdded }: VarnishRequest): string {
	const parts = [
		...(purged === null ? [] : [`${counted(purged, 'object', 'objects')} purged`]),
		...(bansAdded === 0 ? [] : [`${counted(bansAdded, 'ban', 'bans')} added`])
	];
	return parts.map((part) => `; ${part}`).join('');
}

/** A ban in words. */
export const banWords = ({ text, at, removed: count }: VarnishBan) =>
	`ban at ${timeWords(at)}: ${text} (${count === 0 ? 'has removed nothing yet' : `removed ${counted(count, 'object', 'objects')}`})`;

function synthReason(request: VarnishRequest, by: VarnishEntry | null, place: string | null): string {
	const error = last(request, ({ tag }) => tag === 'VCL_Error');
	if (request.asked.some(({ status }) => status === null)) return 'the origin gave no response';
	if (by?.text === 'fail' || (error && !by)) return error ? error.text : `${place} returned fail`;
	return by ? `${place} returned ${by.text}` : 'Varnish made the response itself';
}

/** Objects of the cache that follow one another under one URL and variant. */
export interface Lane {
	name: string;
	objects: VarnishObject[];
}

export function lanes(objects: readonly VarnishObject[]): Lane[] {
	const found = new Map<string, Lane>();
	for (const object of objects) {
		const variant = object.variant.map(([name, value]) => `${name}: ${value ?? '(none)'}`).join(', ');
		const name = variant === '' ? object.url : `${object.url} (${variant})`;
		const lane = found.get(name) ?? { name, objects: [] };
		lane.objects.push(object);
		found.set(name, lane);
	}
	return [...found.values()];
}

/** A stretch of an object's life, in shares of the time that is drawn. */
export interface Stretch {
	phase: 'fresh' | 'grace' | 'keep' | 'marker';
	from: number;
	to: number;
}

/** What of an object's life falls into the time that is drawn: fresh, in grace, kept for revalidation. */
export function stretches(object: VarnishObject, until: number): Stretch[] {
	const end = Math.min(until, object.killed ?? Infinity);
	const share = (at: number) => Math.max(0, Math.min(1, at / until));
	const bounds: [Stretch['phase'], number, number][] =
		object.kind === 'object'
			? [
					['fresh', object.came, object.freshUntil],
					['grace', object.freshUntil, object.graceUntil],
					['keep', object.graceUntil, object.keepUntil]
				]
			: [['marker', object.came, object.freshUntil]];
	return bounds.flatMap(([phase, from, to]) => {
		const start = Math.max(from, object.came);
		const stop = Math.min(to, end);
		return stop > start ? [{ phase, from: share(start), to: share(stop) }] : [];
	});
}

/** How much time is drawn: a little more than the play took. */
export const span = (play: VarnishPlay) => Math.max(1, play.seconds * 1.04 + 0.1);

export const ASKED: Record<VarnishAsked['kind'], string> = {
	fetch: 'fetch',
	background: 'background fetch',
	pass: 'pass',
	pipe: 'pipe'
};

/** A request to the origin in words. */
export function askedWords({ kind, at, ended, status, conditional }: VarnishAsked): string {
	const took = ended > at ? ` in ${timeWords(ended - at)}` : '';
	return `${conditional ? 'conditional ' : ''}${ASKED[kind]}: ${status === null ? 'no response' : status}${took}`;
}
