// A terminal's style as CSS that can be read on the page's own grounds, in both themes: a colour that a program chose for a black
// window is darkened on paper, and the other way round, as far as 4.5:1 asks (WCAG 2.2, 1.4.3) and no further.
import { PLAIN, type Style } from './style';

/** The hardest of the grounds that output lies on, in each theme: --sunk and --card of tokens.css (held to it by a test). */
export const GROUNDS = { light: '#f3f1ea', dark: '#1d2026' };
/** --ink, which is the ground of inverse text. */
export const INKS = { light: '#22211d', dark: '#e6e4dd' };

const ENOUGH = 4.5;
const kept = new Map<Style, string>();

/** Declarations for a style attribute; empty for plain text. */
export function paint(style: Style): string {
	if (style === PLAIN) return '';
	const found = kept.get(style);
	if (found !== undefined) return found;
	const css = [...colours(style), ...shapes(style)].join(';');
	if (kept.size > 2_000) kept.clear();
	kept.set(style, css);
	return css;
}

function shapes({ bold, italic, underline, strike }: Style): string[] {
	const lines = [underline && 'underline', strike && 'line-through'].filter(Boolean).join(' ');
	return [
		bold ? 'font-weight:700' : '',
		italic ? 'font-style:italic' : '',
		lines ? `text-decoration:${lines}` : ''
	].filter(Boolean);
}

function colours({ foreground, background, dim, inverse }: Style): string[] {
	const [text, ground] = inverse ? [background, foreground] : [foreground, background];
	const shown = (colour: string, behind: string) =>
		readable(dim ? mixed(colour, behind, 0.35) : colour, behind);
	if (ground !== null)
		return [`color:${shown(text ?? further(ground), ground)}`, `background-color:${ground}`];
	const behind = inverse ? INKS : GROUNDS;
	const paper = inverse ? ['background-color:var(--ink)'] : [];
	if (text !== null)
		return [`color:light-dark(${shown(text, behind.light)},${shown(text, behind.dark)})`, ...paper];
	if (inverse) return ['color:var(--paper)', ...paper];
	return dim ? ['color:var(--soft)'] : [];
}

/** The colour, or the nearest to it on the way to black or white that can be read on the ground. */
export function readable(colour: string, ground: string): string {
	const end = further(ground);
	for (let share = 0; share < 1; share += 0.04) {
		const shown = mixed(colour, end, share);
		if (contrast(shown, ground) >= ENOUGH) return shown;
	}
	return end;
}

/** Black or white, whichever stands out more. */
function further(ground: string): string {
	return contrast('#000000', ground) >= contrast('#ffffff', ground) ? '#000000' : '#ffffff';
}

function mixed(colour: string, other: string, share: number): string {
	if (share === 0) return colour;
	const [a, b] = [channels(colour), channels(other)];
	const parts = a.map((one, at) => Math.round(one + ((b[at] ?? 0) - one) * share));
	return `#${parts.map((one) => one.toString(16).padStart(2, '0')).join('')}`;
}

/** Contrast of two colours, 1 to 21. */
export function contrast(a: string, b: string): number {
	const [high = 1, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
	const [r = 0, g = 0, b = 0] = channels(colour)
		.map((one) => one / 255)
		.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function channels(colour: string): number[] {
	return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
