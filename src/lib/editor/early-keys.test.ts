// What is typed before the editor is there goes into the code; what is the browser's stays so.
import { expect, test } from 'vitest';
import { isForEditor, isText } from './early-keys';

/** `Control+AltGraph+{`: modifiers, then the key. */
function press(keys: string) {
	const [key = '', ...held] = keys.split('+').reverse();
	return {
		key,
		ctrlKey: held.includes('Control'),
		altKey: held.includes('Alt'),
		metaKey: held.includes('Meta'),
		getModifierState: (name: string) => held.includes(name)
	};
}

test.each(['a', 'É', '😀', ' ', 'Shift+A', 'Control+Alt+AltGraph+{'])('%s is text', (keys) => {
	expect([isText(press(keys)), isForEditor(press(keys))]).toEqual([true, true]);
});

test.each(['Enter', 'Control+Enter', 'Backspace', 'Shift+ArrowLeft', 'Control+End', 'Control+a', 'Meta+a'])(
	'%s is for the editor, and no text',
	(keys) => expect([isText(press(keys)), isForEditor(press(keys))]).toEqual([false, true])
);

test.each(['Tab', 'Escape', 'F5', 'Control+c', 'Control+1', 'Meta+r', 'Alt+ArrowLeft', 'Alt+d', 'Shift'])(
	'%s stays with the browser',
	(keys) => expect(isForEditor(press(keys))).toBe(false)
);
