// Where a name comes from that a cell did not find: an earlier cell that has not run. Told only where its text leaves no doubt.
import type { CellReport } from '#lib/runtime/protocol';

/** The name that nothing is called by, as Python says it; null for any other end. */
export function nameMissed({ exception }: Pick<CellReport, 'exception'>): string | null {
	if (exception?.type !== 'NameError') return null;
	return /^name '([^']+)' is not defined/.exec(exception.message)?.[1] ?? null;
}

/** Whether a program's text gives this name a value at its outermost level, as far as single lines tell. */
export function bindsName(text: string, name: string): boolean {
	const is = (word: string | undefined) => word?.trim() === name;
	return text.split('\n').some((line) => {
		const defined = /^(?:async[ \t]+def|def|class)[ \t]+([^\s(:[]+)/.exec(line);
		if (defined) return is(defined[1]);
		const imported = /^(?:from[ \t]+[\w.]+[ \t]+)?import[ \t]+\(?([^#)]+)/.exec(line);
		if (imported)
			return (imported[1] ?? '').split(',').some((one) => {
				const [from, as] = one.trim().split(/[ \t]+as[ \t]+/);
				return is(as ?? from?.split('.')[0]);
			});
		const inHead = /^(?:for[ \t]+(.+?)[ \t]+in\b|with[ \t].*[ \t]as[ \t]+(\w+)[ \t]*:)/.exec(line);
		if (inHead) return (inHead[1] ?? inHead[2] ?? '').split(',').some(is);
		const assigned = /^([^\s=#"'()[\]{}][^=#"'()[\]{}]*?)(?::[^=]*)?=(?!=)/.exec(line);
		return (assigned?.[1] ?? '').split(',').some(is);
	});
}
