// Files that the run made or changed in its project. Made by src/python/classroom/probes/files.py.
import { among, list, nullable, number, object, text, type Infer } from '#lib/runtime/schema';

const leftFile = object({
	path: text,
	bytes: number,
	/** How `content` stands for the file; null where the file is too large to be handed over. */
	encoding: nullable(among('utf-8', 'base64')),
	content: text
});
export type LeftFile = Infer<typeof leftFile>;

/** Files that the run made or changed in its project. */
export const report = object({
	files: list(leftFile),
	/** How many further ones there were. */
	leftOut: number
});
export type FilesReport = Infer<typeof report>;

declare module '#lib/runtime/observed' {
	interface Observations {
		files: FilesReport;
	}
}
