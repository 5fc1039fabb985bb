// Whether a reader has asked for little to be downloaded.

/** The Network Information API is not in every browser: https://wicg.github.io/savedata/ */
export function savesData(navigator: Navigator): boolean {
	const connection: unknown = 'connection' in navigator ? navigator.connection : null;
	return (
		typeof connection === 'object' &&
		connection !== null &&
		'saveData' in connection &&
		connection.saveData === true
	);
}
