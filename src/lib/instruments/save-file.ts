// Hands a file that the page has made to the reader's downloads.

/** Long enough for any browser to have begun. */
const BEGUN = 60_000;

/** `name` is what the file is called, without a folder. */
export function saveFile(name: string, parts: readonly BlobPart[], type: string): void {
	const url = URL.createObjectURL(new Blob([...parts], { type }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), BEGUN);
}

/** Bytes that a browser copies in a few milliseconds. */
const PIECE = 4_000_000;

/** A file of these bytes. They are copied a piece at a time, with a turn for the page between: `turn` resolves when it has had one. */
export async function fileInPieces(
	bytes: ArrayBuffer,
	turn = () => new Promise<unknown>((resolve) => setTimeout(resolve))
): Promise<Blob> {
	const pieces: Blob[] = [];
	for (let at = 0; at < bytes.byteLength; at += PIECE) {
		if (at > 0) await turn();
		pieces.push(new Blob([new Uint8Array(bytes, at, Math.min(PIECE, bytes.byteLength - at))]));
	}
	return new Blob(pieces);
}
