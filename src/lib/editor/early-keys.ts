// Which keys are meant for the code while the editor is still on its way. Imports nothing of CodeMirror, as the page needs it before.

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'getModifierState'>;

const MOVES_OR_REMOVES = /^(?:Enter|Backspace|Delete|Home|End|PageUp|PageDown|Arrow\w+)$/;

/** A key that puts its character into the code. AltGr reads as Control and Alt on some systems. */
export function isText(event: Key): boolean {
	const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
	return [...event.key].length === 1 && (isPlain || event.getModifierState('AltGraph'));
}

/** Tab goes on through the page; copying, finding, reloading and the like stay the browser's. */
export function isForEditor(event: Key): boolean {
	if (isText(event) || (MOVES_OR_REMOVES.test(event.key) && !event.altKey)) return true;
	return (event.ctrlKey || event.metaKey) && !event.altKey && event.key === 'a';
}
