// What only some pages have: it comes with the pages whose data ask for it, drawn with them from the start, and the others do not load it.
import { createContext } from 'svelte';
import type { CellSpec } from '#lib/content/types';

/** `module`: the source, by which the build knows the script that a page names in its head. */
const PARTS = {
	types: {
		module: 'src/lib/components/TypeProblems.svelte',
		load: async () => (await import('./TypeProblems.svelte')).default
	},
	files: {
		module: 'src/lib/components/FileActs.svelte',
		load: async () => (await import('./FileActs.svelte')).default
	},
	machine: {
		module: 'src/lib/components/MachineSwitch.svelte',
		load: async () => (await import('./MachineSwitch.svelte')).default
	},
	investigations: {
		module: 'src/lib/notebook/investigation.ts',
		load: () => import('#lib/notebook/investigation')
	}
};

export type PartName = keyof typeof PARTS;
/** Null for each that the page did not ask for. */
export type Parts = { readonly [N in PartName]: Awaited<ReturnType<(typeof PARTS)[N]['load']>> | null };

export const [partsHere, provideParts] = createContext<Parts>();

export const modulesOf = (names: readonly PartName[]): string[] => names.map((name) => PARTS[name].module);

/** For a page's load function. Rejects where a script does not come, as the page's own scripts do. */
export async function loadParts(names: readonly PartName[]): Promise<Parts> {
	const [types, files, machine, investigations] = await Promise.all([
		names.includes('types') ? PARTS.types.load() : null,
		names.includes('files') ? PARTS.files.load() : null,
		names.includes('machine') ? PARTS.machine.load() : null,
		names.includes('investigations') ? PARTS.investigations.load() : null
	]);
	return { types, files, machine, investigations };
}

/** True where a cell makes many runs for a picture of its own. */
export const investigates = ({ kind }: Pick<CellSpec, 'kind'>): boolean =>
	kind === 'shake' || kind === 'mutants';
