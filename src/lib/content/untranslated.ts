// Code is not for a browser's translator: whatever element holds code, keys, output or a picture with names says so. One rule for
// components, for the prose of lessons and for HTML made at build time, so that nobody has to think of it.

/** Elements whose text is never prose. A translator would also put HTML into an svg, where it is not drawn. */
const NEVER_PROSE = 'code|pre|samp|kbd|var|svg';
const OPENING = new RegExp(`<(?:${NEVER_PROSE})(?=[\\s/>])(?![^>]*\\stranslate=)`, 'g');

/** What in a component is not markup. */
const NOT_MARKUP = /<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/g;

/** HTML in which every element of code is marked; one that says something else itself is left alone. */
export const leaveCode = (html: string): string => html.replace(OPENING, '$& translate="no"');

/** A preprocessor of Svelte that does the same to the markup of a component. */
export const untranslatedCode = {
	name: 'untranslated code',
	markup({ content }: { content: string }): { code: string } {
		let code = '';
		let end = 0;
		for (const found of content.matchAll(NOT_MARKUP)) {
			code += leaveCode(content.slice(end, found.index)) + found[0];
			end = found.index + found[0].length;
		}
		return { code: code + leaveCode(content.slice(end)) };
	}
};
