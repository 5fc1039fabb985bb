// Plays of `varnish.simulate`. Made by src/python/classroom/probes/varnish.py.
import { among, list, nullable, number, object, pair, text, truth, type Infer } from '#lib/runtime/schema';

/** One request to the origin. */
const varnishAsked = object({
	kind: among('fetch', 'background', 'pass', 'pipe'),
	at: number,
	ended: number,
	/** Null where no response came. */
	status: nullable(number),
	conditional: truth
});
export type VarnishAsked = Infer<typeof varnishAsked>;

/** A line like varnishlog's. */
const varnishEntry = object({
	at: number,
	/** The client's side or the backend's. */
	side: among('c', 'b'),
	tag: text,
	text,
	/** Subroutine that decided; null for Varnish itself. */
	sub: nullable(text),
	/** Line of the reader's VCL; null for the builtin VCL and for Varnish itself. */
	line: nullable(number)
});
export type VarnishEntry = Infer<typeof varnishEntry>;

const varnishRequest = object({
	at: number,
	ended: number,
	method: text,
	url: text,
	/** Null where the connection was closed without a response. */
	status: nullable(number),
	/** `refused` is a request that Varnish answered before any VCL saw it. */
	outcome: among('hit', 'miss', 'pass', 'pipe', 'synth', 'refused'),
	age: nullable(number),
	hits: number,
	restarts: number,
	/** It waited for another request's fetch. */
	waited: truth,
	/** Header by which it differed from a stored variant. */
	differsBy: nullable(text),
	/** The ban that removed what was stored for it, and when that ban was added. */
	bannedBy: nullable(
		object({
			text,
			at: number
		})
	),
	/** When a purge removed what was stored for it. */
	purgedAt: nullable(number),
	/** Objects that its own purge removed; null where it purged nothing. */
	purged: nullable(number),
	bansAdded: number,
	/** Seconds of TTL left at delivery, below 0 for a stale object; null where nothing cacheable was delivered. */
	ttl: nullable(number),
	grace: nullable(number),
	/** Of the response: name and value. */
	headers: list(pair(text, text)),
	asked: list(varnishAsked),
	trace: list(varnishEntry),
	traceLeftOut: number
});
export type VarnishRequest = Infer<typeof varnishRequest>;

/** What the cache held, and until when it was good for what. */
const varnishObject = object({
	url: text,
	kind: among('object', 'hit-for-miss', 'hit-for-pass'),
	/** Headers that it varies on, with the values it is for; null is a header that is not there. */
	variant: list(pair(text, nullable(text))),
	came: number,
	freshUntil: number,
	graceUntil: number,
	keepUntil: number,
	/** When it was purged, banned or superseded. */
	killed: nullable(number),
	killedBy: nullable(among('ban', 'purge'))
});
export type VarnishObject = Infer<typeof varnishObject>;

/** A condition on what was stored before it. */
const varnishBan = object({
	text,
	at: number,
	/** Objects that it has removed, each when somebody next looked it up. */
	removed: number
});
export type VarnishBan = Infer<typeof varnishBan>;

const varnishPlay = object({
	/** Name of the VCL file. */
	vcl: text,
	/** When the last thing ended. */
	seconds: number,
	/** When the origin is down, from and to; null has no end. */
	down: list(pair(number, nullable(number))),
	requests: list(varnishRequest),
	requestsLeftOut: number,
	objects: list(varnishObject),
	objectsLeftOut: number,
	bans: list(varnishBan),
	bansLeftOut: number
});
export type VarnishPlay = Infer<typeof varnishPlay>;

/** Plays of `varnish.simulate`, in order. Times are seconds since a play began. */
export const report = object({
	plays: list(varnishPlay),
	/** Earlier plays that are not reported. */
	leftOut: number
});
export type VarnishReport = Infer<typeof report>;

declare module '#lib/runtime/observed' {
	interface Observations {
		varnish: VarnishReport;
	}
}
