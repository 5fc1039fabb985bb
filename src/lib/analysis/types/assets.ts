// The files of the type checker that the site serves, as scripts/types.ts wrote them down.
import manifest from '#type-assets';
import type { Asset } from '#lib/runtime/assets';
import type { PackageGroup } from '#lib/runtime/package-groups';

/** What it always needs, and the types of each group of packages, null where the build could not get them, or the group has none. */
export type TypeAssets = { 'checker.js': Asset; 'stdlib.json': Asset } & {
	[file in `${PackageGroup}.json`]?: Asset | null;
};

export const typeAssets: TypeAssets = manifest;
