// What is selected in a field stays selected as the page comes alive. Svelte takes the `value` attribute off in an idle moment after that
// (remove_input_defaults); while a field still shows its default, that empties it for an instant, the selection is gone, and a 6 typed over
// 20 makes 206. A field whose value has been set once no longer follows its attribute: HTML Standard, 4.10.18.1, dirty value flag.

/** Sets every field of `root` to what it shows. To be called before the browser is idle for the first time. */
export function keepSelections(root: ParentNode): void {
	for (const field of root.querySelectorAll<HTMLInputElement>('input[value]')) {
		const { value } = field;
		field.value = value;
	}
}
