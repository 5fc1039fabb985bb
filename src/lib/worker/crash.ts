// Says in a reader's words what happened where a call did not return: the interpreter cannot be used again.

/** A sentence for what a call threw. */
export function crashWords(error: unknown): string {
	const { name, message } = describe(error);
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

function describe(error: unknown): { name: string; message: string } {
	if (typeof error !== 'object' || error === null) return { name: '', message: String(error) };
	const text = (key: string) => {
		const value: unknown = Reflect.get(error, key);
		return typeof value === 'string' ? value : '';
	};
	return { name: text('name'), message: text('message') };
}

function lastLine(message: string): string {
	return message.trim().split('\n').at(-1) ?? '';
}
