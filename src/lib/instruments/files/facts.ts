// A file that a run left behind: its name, its size in words, its bytes.
import type { LeftFile } from './report';

export const baseName = (path: string): string => path.split('/').at(-1) ?? path;

/** `1.2 kB`; thousands, as file managers count. */
export function sizeOf(bytes: number): string {
	if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
	return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const KINDS: Readonly<Record<string, string>> = {
	md: 'Markdown',
	csv: 'CSV',
	json: 'JSON',
	txt: 'text',
	db: 'SQLite',
	sqlite: 'SQLite'
};

/** What the button that saves it says: `Export post-mortem.md as Markdown`. */
export function exportLabel(path: string): string {
	const name = baseName(path);
	const kind = KINDS[(/\.(\w+)$/.exec(name)?.[1] ?? '').toLowerCase()];
	return kind ? `Export ${name} as ${kind}` : `Download ${name}`;
}

/** The file as it stands on Python's disk. */
export function bytesOf({ encoding, content }: LeftFile): Uint8Array<ArrayBuffer> {
	if (encoding === 'base64') return Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
	return new Uint8Array(new TextEncoder().encode(content));
}
