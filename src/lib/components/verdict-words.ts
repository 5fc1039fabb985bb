// What of a verdict is drawn: what has one cause once, and a name before each sentence that does not say it itself.
import type { VerdictItem } from '#lib/grading/verdict';

/** The folder of a mutant is named with hyphens. */
export const nameOf = ({ kind, label }: VerdictItem): string =>
	kind === 'mutant' ? label.replaceAll('-', ' ') : label;

const KINDS: Partial<Record<VerdictItem['kind'], string>> = {
	check: 'checks',
	mutant: 'bugs',
	test: 'tests'
};

/** What is wrong, grouped: what has one and the same cause, as checks have that could not be imported, is told once. */
export function wrongOf(items: readonly VerdictItem[]): VerdictItem[][] {
	const causes = new Map<string, VerdictItem[]>();
	for (const item of items) {
		if (item.ok) continue;
		const same = causes.get(item.says);
		if (same && item.says) same.push(item);
		else causes.set(item.says || item.label, [item]);
	}
	return [...causes.values()];
}

/** What stands before the sentence on these items, which have one cause; empty where the sentence begins with it. */
export function titleOf(items: readonly VerdictItem[]): string {
	const [first] = items;
	if (!first) return '';
	if (items.length > 1) {
		const isOneKind = items.every(({ kind }) => kind === first.kind);
		return `${items.length} ${(isOneKind && KINDS[first.kind]) || 'things'}, one reason:`;
	}
	const name = nameOf(first);
	if (!first.says) return name;
	if (first.says.startsWith(name)) return '';
	return /[.:!?…]$/.test(name) ? name : `${name}:`;
}
