// Addresses for scripts that are at hand as text: nothing in the sandboxed frame can be fetched.

export const blobAddress = (script: string): string =>
	URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));

export const dataAddress = (script: string): string =>
	`data:text/javascript;charset=utf-8,${encodeURIComponent(script)}`;
