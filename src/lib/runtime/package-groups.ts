// The groups of Python packages that a page may ask for besides the standard library. A new one is an entry here; where its packages come
// from an index they stand in src/python/requirements.txt, under the group's name. The build makes a bundle of each, the front matter of
// lessons takes their names, and whatever tells of a group derives from this table.

interface Group {
	name: string;
	/** `index`: packages pinned in requirements.txt. `own`: the package of ours in src/python with the group's name. */
	from: 'index' | 'own';
	/**
	 * Packages whose types the checker is given: those with types that a lesson imports, or that these import. Others are left out, as
	 * SQLAlchemy alone would double the download.
	 */
	typed: readonly string[];
}

export const PACKAGE_GROUPS = [
	{ name: 'tests', from: 'index', typed: ['iniconfig', 'pluggy', 'pytest'] },
	{ name: 'data', from: 'index', typed: ['factory-boy'] },
	{ name: 'varnish', from: 'own', typed: [] }
] as const satisfies readonly Group[];

type Entry = (typeof PACKAGE_GROUPS)[number];

export type PackageGroup = Entry['name'];
/** Groups that are made of packages from an index; the others are our own. */
export type WheelGroup = Extract<Entry, { from: 'index' }>['name'];

export const groupNames: readonly PackageGroup[] = PACKAGE_GROUPS.map(({ name }) => name);
export const wheelGroups: readonly WheelGroup[] = PACKAGE_GROUPS.flatMap((group) =>
	group.from === 'index' ? [group.name] : []
);
