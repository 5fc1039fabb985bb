// Whether a cell as its author wrote it needs more of Python than what a started interpreter has.
import { importsMore } from '#lib/runtime/needs-library';
import type { CellSpec } from './types';

export function cellNeedsLibrary({
	kind,
	files,
	shows
}: Pick<CellSpec, 'kind' | 'files' | 'shows'>): boolean {
	const texts = Object.fromEntries(files.map(({ name, text }) => [name, text]));
	return kind !== 'python' || shows.length > 0 || importsMore('', texts);
}
