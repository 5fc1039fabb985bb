// How text on a terminal looks, as its SGR escapes say ("select graphic rendition", ECMA-48 and xterm's colours).

/** Immutable. Colours are `#rrggbb`; null is the page's own. */
export interface Style {
	foreground: string | null;
	background: string | null;
	bold: boolean;
	dim: boolean;
	italic: boolean;
	underline: boolean;
	strike: boolean;
	inverse: boolean;
}

export const PLAIN: Style = {
	foreground: null,
	background: null,
	bold: false,
	dim: false,
	italic: false,
	underline: false,
	strike: false,
	inverse: false
};

/** The sixteen colours that have names: black, red, green, yellow, blue, magenta, cyan, white, and each bright. */
const NAMED = [
	...['#000000', '#cc0000', '#4e9a06', '#c4a000', '#3465a4', '#75507b', '#06989a', '#d3d7cf'],
	...['#555753', '#ef2929', '#8ae234', '#fce94f', '#729fcf', '#ad7fa8', '#34e2e2', '#eeeeec']
];

/** The style after one SGR escape; `parameters` is what stands between `ESC [` and `m`. */
export function restyled(style: Style, parameters: string): Style {
	// Each parameter with the parts of its own that stand behind colons.
	const waiting = parameters.split(';').map((one) => one.split(':').map((part) => Number(part || 0)));
	let next = { ...style };
	for (let group = waiting.shift(); group; group = waiting.shift()) {
		const [code = 0, ...parts] = group;
		if (code === 0) next = { ...PLAIN };
		else if (code === 1) next.bold = true;
		else if (code === 2) next.dim = true;
		else if (code === 3) next.italic = true;
		else if (code === 4) next.underline = parts[0] !== 0;
		else if (code === 7) next.inverse = true;
		else if (code === 9) next.strike = true;
		else if (code === 21) next.underline = true;
		else if (code === 22) next.bold = next.dim = false;
		else if (code === 23) next.italic = false;
		else if (code === 24) next.underline = false;
		else if (code === 27) next.inverse = false;
		else if (code === 29) next.strike = false;
		else if (code >= 30 && code <= 37) next.foreground = NAMED[code - 30] ?? null;
		else if (code === 38) next.foreground = extended(parts, waiting) ?? next.foreground;
		else if (code === 39) next.foreground = null;
		else if (code >= 40 && code <= 47) next.background = NAMED[code - 40] ?? null;
		else if (code === 48) next.background = extended(parts, waiting) ?? next.background;
		else if (code === 49) next.background = null;
		else if (code >= 90 && code <= 97) next.foreground = NAMED[code - 82] ?? null;
		else if (code >= 100 && code <= 107) next.background = NAMED[code - 92] ?? null;
	}
	return isPlain(next) ? PLAIN : next;
}

function isPlain(style: Style): boolean {
	return sameStyle(style, PLAIN);
}

export function sameStyle(a: Style, b: Style): boolean {
	return (
		a === b ||
		(a.foreground === b.foreground &&
			a.background === b.background &&
			a.bold === b.bold &&
			a.dim === b.dim &&
			a.italic === b.italic &&
			a.underline === b.underline &&
			a.strike === b.strike &&
			a.inverse === b.inverse)
	);
}

/** A colour of the 256 or any, written `38;5;n`, `38;2;r;g;b`, `38:5:n` or `38:2::r:g:b`. Takes its parameters from those waiting. */
function extended(parts: number[], waiting: number[][]): string | null {
	const take = () => waiting.shift()?.[0] ?? 0;
	const isOne = parts.length > 0;
	const kind = isOne ? parts[0] : take();
	if (kind === 5) return indexed(isOne ? (parts[1] ?? 0) : take());
	if (kind !== 2) return null;
	return hex(isOne ? parts.slice(-3) : [take(), take(), take()]);
}

function indexed(index: number): string | null {
	if (index < 16) return NAMED[index] ?? null;
	if (index > 255) return null;
	if (index >= 232) return hex([1, 1, 1].map(() => 8 + (index - 232) * 10));
	const levels = [0, 95, 135, 175, 215, 255];
	const at = index - 16;
	return hex([Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6].map((level) => levels[level] ?? 0));
}

function hex(channels: number[]): string | null {
	if (channels.length !== 3 || channels.some((one) => !(one >= 0 && one <= 255))) return null;
	return `#${channels.map((one) => Math.round(one).toString(16).padStart(2, '0')).join('')}`;
}
