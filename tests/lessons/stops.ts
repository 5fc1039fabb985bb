// Ways in which a program can be at work when the reader presses Stop, and what must be seen after it.
import { testsInput } from '../../src/lib/project/run-plan';
import type { CallName, Calls, ProbeName, RunEvent } from '../../src/lib/runtime/protocol';

export interface Waiting {
	call: Extract<CallName, 'runCell' | 'runProgram' | 'runTests'>;
	code: string;
	/** What is printed, or the test that has passed, before it waits: Stop comes at some moment after it. */
	begun: string;
	/** All that may be printed. */
	printed: RegExp;
	/** True where it heeds no interrupt, and must be ended with its worker. */
	isDeaf?: true;
	stdin?: string[];
	probes?: ProbeName[];
}

/** Each is stopped at some moment after it has printed `begun`. */
export const WAITINGS: Record<string, Waiting> = {
	computing: {
		call: 'runCell',
		code: 'print("begun")\nn = 0\nwhile True: n += 1',
		begun: 'begun',
		printed: /^begun\n$/
	},
	'computing, in a program': {
		call: 'runProgram',
		code: 'def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\nprint("begun")\nprint(f(60))',
		begun: 'begun',
		printed: /^begun\n$/
	},
	'time.sleep': {
		call: 'runCell',
		code: 'import time\nprint("begun")\ntime.sleep(60)\nprint("never")',
		begun: 'begun',
		printed: /^begun\n$/
	},
	'short sleeps': {
		call: 'runCell',
		code: 'import time\nprint("begun")\nwhile True: time.sleep(0.001)',
		begun: 'begun',
		printed: /^begun\n$/
	},
	'asyncio.sleep': {
		call: 'runCell',
		code: [
			'import asyncio',
			'async def main():',
			'    print("begun")',
			'    try:',
			'        await asyncio.gather(asyncio.sleep(60), asyncio.sleep(70))',
			'    finally:',
			'        await asyncio.sleep(0)',
			'        print("closed")',
			'asyncio.run(main())'
		].join('\n'),
		begun: 'begun',
		printed: /^begun\nclosed\n$/
	},
	input: {
		call: 'runCell',
		code: [
			'print("begun")',
			'while True:',
			'    try:',
			'        input()',
			'    except EOFError:',
			'        pass'
		].join('\n'),
		stdin: ['a'],
		begun: 'begun',
		printed: /^begun\n(a\n)?$/
	},
	printing: {
		call: 'runCell',
		code: 'print("begun")\nn = 0\nwhile True:\n    n += 1\n    print(n)',
		begun: 'begun',
		// The line's end is written by itself, and a Ctrl-C may come before it.
		printed: /^begun\n(\d+\n)*(\d+)?$/
	},
	'inside pytest': {
		call: 'runTests',
		code: 'import time\ndef test_a(): pass\ndef test_b():\n    try: time.sleep(60)\n    finally: print("closed")\ndef test_c(): pass\n',
		begun: 'test_a',
		// Nothing where it came between two tests.
		printed: /^(closed\n)?$/
	},
	'computing that is measured': {
		call: 'runTests',
		code: 'def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\ndef test_a(): pass\ndef test_b(): f(60)\n',
		begun: 'test_a',
		printed: /^$/,
		probes: ['coverage', 'conditions']
	},
	'a computing test': {
		call: 'runTests',
		code: 'def test_a(): pass\ndef test_b():\n    while True: pass\ndef test_c(): pass\n',
		begun: 'test_a',
		printed: /^$/
	},
	'a finally that prints': {
		call: 'runCell',
		code: [
			'import time',
			'print("begun")',
			'try:',
			'    time.sleep(30)',
			'finally:',
			'    for n in range(3):',
			'        time.sleep(0.02)',
			'        print("closing", n)',
			'    print("closed")'
		].join('\n'),
		begun: 'begun',
		printed: /^begun\nclosing 0\nclosing 1\nclosing 2\nclosed\n$/
	},
	'except KeyboardInterrupt': {
		call: 'runCell',
		code: [
			'print("begun")',
			'try:',
			'    while True: pass',
			'except KeyboardInterrupt:',
			'    for n in range(20000): pass',
			'    print("bye")'
		].join('\n'),
		begun: 'begun',
		printed: /^begun\nbye\n$/
	},
	'swallowing interrupts': {
		call: 'runCell',
		code: 'print("begun")\nwhile True:\n    try:\n        while True: pass\n    except BaseException: pass',
		begun: 'begun',
		printed: /^begun\n$/,
		isDeaf: true
	},
	'inside C': {
		call: 'runCell',
		code: 'print("begun")\nany(iter(int, 1))',
		begun: 'begun',
		printed: /^begun\n$/,
		isDeaf: true
	}
};

/** Asks a runtime for it. */
export function inputOf({ call, code, stdin = [], probes = [] }: Waiting): Calls[Waiting['call']]['input'] {
	switch (call) {
		case 'runCell':
			return { id: 'cell', filename: 'cell.py', code, files: {}, stdin, probes: [] };
		case 'runProgram':
			return { entry: 'main.py', files: { 'main.py': code }, stdin, probes: [] };
		case 'runTests':
			return testsInput(
				{ 'test_it.py': code },
				{ probes, measure: probes.length > 0 ? ['test_it.py'] : [], stdin }
			);
	}
}

/** What came out of a run so far, as the page shows it. */
export class Heard {
	text = '';
	tests: string[] = [];

	take(event: RunEvent): void {
		if (event.type === 'output') this.text += event.text;
		if (event.type === 'test') this.tests.push(`${event.result.name} ${event.result.outcome}`);
	}

	has(begun: string): boolean {
		return this.text.includes(begun) || this.tests.some((test) => test.startsWith(begun));
	}
}
