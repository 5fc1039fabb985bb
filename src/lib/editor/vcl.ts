// The colours of VCL, for the live editor and for the page that is made at build time: one line-based reader for both.
import { StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language';

interface State {
	/** What ends the comment or long string that goes on into the next line; null outside of one. */
	until: string | null;
	isComment: boolean;
	/** Braces that are open. */
	depth: number;
}

const DECLARES = /^(?:vcl|import|include|backend|probe|acl|sub|from|none|const)\b/;
const ACTS = /^(?:set|unset|call|return|if|else|elseif|elsif|elif|new|ban|hash_data|synthetic)\b/;
const RETURNS =
	/^(?:abandon|deliver|error|fail|fetch|hash|lookup|ok|pass|pipe|purge|restart|retry|synth)\b(?=\s*[();])/;
const VARIABLE = /^(?:req|req_top|bereq|beresp|resp|obj|client|server|local|remote|sess|now)\b(?:\.[\w-]+)*/;
const DURATION = /^\d+(?:\.\d+)?(?:ms|s|m|h|d|w|y|B|KB|MB|GB)?\b/;

/** Goes to the end of a comment or long string, or of the line. */
function inside(stream: StringStream, state: State): string {
	const style = state.isComment ? 'comment' : 'string';
	const rest = stream.string.slice(stream.pos);
	const end = state.until === null ? -1 : rest.indexOf(state.until);
	if (end < 0) {
		stream.skipToEnd();
	} else {
		stream.pos += end + (state.until?.length ?? 0);
		state.until = null;
	}
	return style;
}

const parser: StreamParser<State> = {
	name: 'vcl',
	startState: () => ({ until: null, isComment: false, depth: 0 }),
	token(stream, state) {
		if (state.until !== null) return inside(stream, state);
		if (stream.eatSpace()) return null;
		if (stream.match(/^(?:#|\/\/)/)) {
			stream.skipToEnd();
			return 'comment';
		}
		if (stream.match('/*')) {
			Object.assign(state, { until: '*/', isComment: true });
			return inside(stream, state);
		}
		if (stream.match('{"') || stream.match('"""')) {
			const until = stream.current() === '{"' ? '"}' : '"""';
			Object.assign(state, { until, isComment: false });
			return inside(stream, state);
		}
		if (stream.match(/^"[^"]*"?/)) return 'string';
		if (stream.match(DURATION)) return 'number';
		if (stream.match(DECLARES)) return 'keyword';
		if (stream.match(ACTS)) return 'keyword';
		if (stream.match(/^(?:true|false)\b/)) return 'bool';
		if (stream.match(RETURNS)) return 'keyword';
		if (stream.match(/^vcl_\w+/)) return 'variableName.definition';
		if (stream.match(VARIABLE)) return 'propertyName';
		if (stream.match(/^(?:std\.\w+|regsub(?:all)?)\b/)) return 'variableName.function';
		if (stream.match(/^[A-Za-z][\w-]*/)) return 'variableName';
		if (stream.match(/^(?:[!=<>]=|&&|\|\||!~|[-+*/]=|[-+*/=<>!~])/)) return 'operator';
		const sign = stream.next();
		if (sign === '{') state.depth += 1;
		if (sign === '}') state.depth = Math.max(0, state.depth - 1);
		return 'punctuation';
	},
	languageData: {
		commentTokens: { line: '#', block: { open: '/*', close: '*/' } },
		closeBrackets: { brackets: ['(', '{', '"'] },
		indentOnInput: /^\s*\}$/
	},
	indent: ({ depth }, textAfter, { unit }) => Math.max(0, depth - (textAfter.startsWith('}') ? 1 : 0)) * unit
};

export const vclLanguage = StreamLanguage.define(parser);
