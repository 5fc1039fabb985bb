// Lists a lesson in src/lessons/contents.yaml, which people keep in order by hand: the rest of it stays as it is, its comments included.
import { isMap, isSeq, parseDocument, type Document } from 'yaml';

/** The text of contents.yaml with the lesson in it: where it stood as one in preparation, else at the end of the last group. Prettier puts it into lines. */
export function withLesson(contents: string, slug: string): string {
	const document: Document = parseDocument(contents);
	const groups = isSeq(document.contents) ? document.contents.items : [];
	const lists = groups.flatMap((group) => {
		const lessons = isMap(group) ? group.get('lessons') : null;
		return isSeq(lessons) ? [lessons] : [];
	});
	for (const lesson of lists.flatMap(({ items }) => items)) {
		if (!isMap(lesson) || lesson.get('slug') !== slug) continue;
		return lesson.delete('in-preparation') ? document.toString({ lineWidth: 0 }) : contents;
	}
	const last = lists.at(-1);
	if (!last) {
		throw new Error(
			`src/lessons/contents.yaml has no group of lessons - add "- slug: ${slug}" to one by hand`
		);
	}
	last.add(document.createNode({ slug }));
	return document.toString({ lineWidth: 0 });
}
