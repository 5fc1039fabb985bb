// Lists a lesson in src/lessons/contents.ts, which is code that people keep in order by hand: the rest of it stays as it is.

/** The text of contents.ts with the lesson in it: where it stood as one in preparation, else at the end of the last group. */
export function withLesson(contents: string, slug: string): string {
	const planned = new RegExp(`\\{\\s*slug: '${slug}',\\s*inPreparation: \\{[^}]*\\}\\s*\\}`);
	if (planned.test(contents)) return contents.replace(planned, `{ slug: '${slug}' }`);
	if (contents.includes(`slug: '${slug}'`)) return contents;
	// A short group stands in one line, where prettier puts it.
	const short = /(\n\t\tlessons: \[[^\n]+)(\]\n\t\}\n\];\s*)$/;
	if (short.test(contents)) return contents.replace(short, `$1, { slug: '${slug}' }$2`);
	const end = /\n\t\t\]\n\t\}\n\];\s*$/.exec(contents);
	if (!end) {
		throw new Error(
			`src/lessons/contents.ts does not end in a group of lessons - add { slug: '${slug}' } to it by hand`
		);
	}
	return `${contents.slice(0, end.index)},\n\t\t\t{ slug: '${slug}' }${contents.slice(end.index)}`;
}
