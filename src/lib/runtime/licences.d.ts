// What the build writes for the licences page: `import licences from '#licences'`.

/** Something that the site hands out, and the terms on which it may. */
export interface Licence {
	name: string;
	version: string;
	/** SPDX identifier where it gives one. */
	licence: string;
	/** Where the site uses it: in Python's bundles, or in the pages themselves. */
	part: 'python' | 'page';
	/** The licence's words, and notices that must go with them. */
	texts: { file: string; text: string }[];
}

declare const licences: Licence[];
export default licences;
