// What a reader is told where a call did not return.
import { expect, it } from 'vitest';
import { crashWords } from './crash';

const error = (name: string, message = '') => Object.assign(new Error(message), { name });

it.each([
	['a fault of the classroom', error('PythonError', 'Traceback\nKeyError: 1'), 'KeyError: 1'],
	['a built-in replaced, so that no words are left', error('PythonError'), 'was replaced'],
	['the engine’s stack', error('RangeError', 'Maximum call stack size exceeded'), 'out of stack'],
	['the engine’s stack in Firefox', error('InternalError', 'too much recursion'), 'out of stack'],
	['os._exit', error('ExitStatus', 'Program terminated with exit(3)'), 'os._exit()'],
	['the engine’s memory', error('RuntimeError', 'out of memory'), 'out of memory'],
	['an answer that is none', error('Malformed', 'the report: null is no object'), 'null is no object'],
	['a trap', error('RuntimeError', 'unreachable'), 'stopped working'],
	['what is no error', 'odd', 'stopped working']
])('%s', (_what, thrown, says) => {
	expect(crashWords(thrown)).toContain(says);
});
