// Which tests a file of checks holds, read from its source: a check that never ran must not go unnoticed.

/** Comments and string literals, so that a test written inside a string is not taken for one of the file's own. */
const NOT_CODE =
	/#[^\n]*|("""|''')(?:\\[\s\S]|(?!\1)[^\\])*\1|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'/g;

/** Names as pytest gives them, without parameters: `test_small`, `TestLoan::test_small`. */
export function checkNames(source: string): string[] {
	const code = source.replace(NOT_CODE, (found) => found.replace(/[^\n]/g, ' '));
	const names = new Set<string>();
	let group: { name: string; indent: string | null } | null = null;
	for (const line of code.split('\n')) {
		const [, indent = '', rest = ''] = /^([ \t]*)(.*)$/.exec(line) ?? [];
		if (!rest.trim()) continue;
		if (indent === '') {
			const inClass: string | undefined = /^class\s+(Test\w*)/.exec(rest)?.[1];
			group = inClass ? { name: inClass, indent: null } : null;
		} else if (group) {
			group.indent ??= indent;
		}
		const test = /^(?:async\s+)?def\s+(test\w*)\s*[([]/.exec(rest)?.[1];
		if (!test) continue;
		if (indent === '') names.add(test);
		else if (group && indent === group.indent) names.add(`${group.name}::${test}`);
	}
	return [...names];
}

/** The first paragraph of a check's docstring, for one that could not run and so cannot say it itself. Empty where there is none. */
export function checkDoc(source: string, name: string): string {
	const own = name.split('::').at(-1) ?? name;
	const head = new RegExp(`def\\s+${own}\\s*\\([^)]*\\)[^:\\n]*:\\s*("""|''')([\\s\\S]*?)\\1`).exec(source);
	return (
		(head?.[2] ?? '')
			.trim()
			.split(/\n\s*\n/)[0]
			?.replace(/\s+/g, ' ') ?? ''
	);
}

/** A result's name without its parameters. */
export const withoutParameters = (name: string): string => name.split('[')[0] ?? name;
