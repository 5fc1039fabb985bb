// Lists a lesson in src/lessons/contents.ts, which is code that people keep in order by hand: the rest of it stays as it is.

/** The text of contents.ts with the lesson in it: where it stood as one in preparation, else at the end of the last group. Prettier puts it into lines. */
export function withLesson(contents: string, slug: string): string {
	const planned = new RegExp(`\\{\\s*slug: '${slug}',\\s*inPreparation: \\{[^}]*\\}\\s*\\}`);
	if (planned.test(contents)) return contents.replace(planned, `{ slug: '${slug}' }`);
	if (contents.includes(`slug: '${slug}'`)) return contents;
	const end = /\s*\]\s*\}\s*\];\s*$/.exec(contents);
	if (!end) {
		throw new Error(
			`src/lessons/contents.ts does not end in a group of lessons - add { slug: '${slug}' } to it by hand`
		);
	}
	return `${contents.slice(0, end.index)}, { slug: '${slug}' }${contents.slice(end.index)}`;
}
