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
