import { classHighlighter, highlightCode } from '@lezer/highlight';
import { expect, test } from 'vitest';
import { vclLanguage } from './vcl';

/** Pieces that have a colour, as `text:class`. */
function coloured(text: string): string[] {
	const pieces: string[] = [];
	highlightCode(
		text,
		vclLanguage.parser.parse(text),
		classHighlighter,
		(piece, classes) => {
			if (classes) pieces.push(`${piece}:${classes.replaceAll('tok-', '')}`);
		},
		() => {}
	);
	return pieces;
}

test('names what a statement is made of', () => {
	expect(coloured('set beresp.ttl = 10s; # short')).toEqual([
		'set:keyword',
		'beresp.ttl:propertyName',
		'=:operator',
		'10s:number',
		';:punctuation',
		'# short:comment'
	]);
});

test('tells a return action from a header of the same name', () => {
	expect(coloured('return (pass);')).toContain('pass:keyword');
	expect(coloured('set req.http.pass = "1";')).not.toContain('pass:keyword');
});

test('carries a long string and a comment over lines', () => {
	expect(coloured('synthetic({"a\nb"});')).toEqual(expect.arrayContaining(['{"a:string', 'b"}:string']));
	expect(coloured('/* one\ntwo */ set')).toEqual(['/* one:comment', 'two */:comment', 'set:keyword']);
});
