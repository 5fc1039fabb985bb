// Tells a program that failed from an interpreter that died, and says what happened in a reader's words.

/** How a call ended that did not return. */
export type Failure = { kind: 'interrupted' } | { kind: 'crash'; message: string };

/** Judges what a call threw. Only an error that Python itself raised leaves the interpreter usable. */
export function judgeFailure(error: unknown): Failure {
	const { name, message, type } = describe(error);
	if (name === 'PythonError' && type === 'KeyboardInterrupt') return { kind: 'interrupted' };
	return { kind: 'crash', message: sentence(name, message) };
}

function sentence(name: string, message: string): string {
	if (name === 'Malformed') {
		return `What tells the page of a run was replaced, by this code or by a cell before it, and its answer could not be read (${message}).`;
	}
	if (name === 'PythonError') {
		// An empty message means that Python could not even write its traceback.
		const why =
			lastLine(message) || 'something that it needs itself, such as a built-in function, was replaced';
		return `Python could not go on: ${why}. It has been started again.`;
	}
	if (name === 'RangeError' || name === 'InternalError' || /stack|recursion/i.test(message)) {
		return 'Python ran out of stack: something was nested, or called itself, too deeply for a browser. It has been started again.';
	}
	if (name === 'ExitStatus' || name === 'Exit') {
		return 'The program ended the interpreter itself, as os._exit() and os.abort() do. Python has been started again.';
	}
	if (/memory/i.test(message)) return 'Python ran out of memory. It has been started again.';
	return 'Python stopped working. It has been started again.';
}

function describe(error: unknown): { name: string; message: string; type: string } {
	if (typeof error !== 'object' || error === null) return { name: '', message: String(error), type: '' };
	const text = (key: string) => {
		const value: unknown = Reflect.get(error, key);
		return typeof value === 'string' ? value : '';
	};
	return { name: text('name'), message: text('message'), type: text('type') };
}

function lastLine(message: string): string {
	return message.trim().split('\n').at(-1) ?? '';
}
