// The files of the type checker that the site serves, as scripts/types.ts wrote them down.
import manifest from '#type-assets';
import type { Asset } from '#lib/runtime/assets';

/** What it always needs, and the types of each group of packages, null where the build could not get them. */
export interface TypeAssets {
	'checker.js': Asset;
	'stdlib.json': Asset;
	'tests.json': Asset | null;
	'data.json': Asset | null;
	'varnish.json': Asset | null;
}

export const typeAssets: TypeAssets = manifest;
