// A terminal, as far as a program that prints may count on one: the cursor goes back by `\r` and `\b`, up and down within the last
// lines, lines are erased, SGR escapes draw. Everything else that is an escape is swallowed. What has scrolled out stays as it is.
import { parse, type CODE } from '@ansi-tools/parser';
import { Row } from './row';
import type { Look, Run } from './run';
import { PLAIN, restyled, sameStyle, type Style } from './style';

/** Lines that the cursor can go back to. */
export const HEIGHT = 50;
/** Characters of an escape that has not ended, which are held back until more comes. */
const HELD = 1_024;

type Stream = Look['stream'];

/* eslint-disable no-control-regex -- control characters are what it is about */
const ESCAPE = /[\x1b\x90\x98\x9b-\x9f]/;
/** An escape at the end of a text that has not come to its own. */
const UNENDED = /(?:\x1b|\x1b\[[0-?]*[ -/]*|\x1b[\]PX^_][^\x07\x1b\n]*\x1b?)$/;
/** Text, and each character that moves the cursor. Other control characters but the tab have no picture. */
const STEPS = /[\n\r\b]|[^\n\r\b]+/g;
const UNSEEN = /[\x00-\x07\x0b-\x1f\x7f]/g;
/* eslint-enable no-control-regex */

export class Screen {
	/** What has scrolled out, with the ends of its lines. */
	readonly settled: Run[] = [];
	/** Characters and lines in `settled`. */
	settledSize = 0;
	settledLines = 0;
	#rows: Row[] = [new Row()];
	#row = 0;
	/** Column of the cursor; null at the end of the row, where it mostly is. */
	#column: number | null = null;
	#style: Style = PLAIN;
	#looks: Record<Stream, Look> = {
		stdout: { stream: 'stdout', style: PLAIN },
		stderr: { stream: 'stderr', style: PLAIN }
	};
	#held = '';

	write(stream: Stream, text: string): void {
		let given = this.#held + text;
		this.#held = '';
		const [unended] = UNENDED.exec(given.slice(-HELD)) ?? [''];
		if (unended) {
			this.#held = unended;
			given = given.slice(0, -unended.length);
		}
		if (!ESCAPE.test(given)) return this.#print(stream, given);
		// Line by line: an escape that nobody ends may not swallow the lines after it.
		for (const line of given.match(/[^\n]*\n|[^\n]+/g) ?? []) {
			const end = line.endsWith('\n') ? '\n' : '';
			for (const code of parse(end ? line.slice(0, -1) : line)) this.#obey(stream, code);
			if (end) this.#print(stream, end);
		}
	}

	/** What has not scrolled out, with the ends of its lines. */
	live(): Run[] {
		return this.#rows.flatMap((row, at) =>
			at < this.#rows.length - 1 ? [...row.runs, { text: '\n', look: this.#looks.stdout }] : row.runs
		);
	}

	/** Begins a new line, unless one has just begun. */
	freshLine(): void {
		this.#style = PLAIN;
		this.#held = '';
		if (this.#current().runs.length > 0) this.#print('stdout', '\n');
	}

	#obey(stream: Stream, code: CODE): void {
		if (code.type === 'TEXT') return this.#print(stream, code.raw);
		if (code.type !== 'CSI') return;
		const parameters = code.raw.slice(code.raw.startsWith('\x1b') ? 2 : 1, -1);
		const count = Math.min(Math.max(Number.parseInt(parameters) || 1, 1), 1_000);
		switch (code.command) {
			case 'm':
				this.#style = restyled(this.#style, parameters);
				return;
			case 'A':
			case 'F':
				this.#row = Math.max(0, this.#row - count);
				return this.#to(code.command === 'F' ? 0 : this.#at());
			case 'B':
			case 'E':
				this.#row = Math.min(this.#rows.length - 1, this.#row + count);
				return this.#to(code.command === 'E' ? 0 : this.#at());
			case 'C':
				return this.#to(this.#at() + count);
			case 'D':
				return this.#to(this.#at() - count);
			case 'G':
				return this.#to(count - 1);
			case 'K':
				return this.#eraseLine(stream, parameters);
			case 'J':
				if (parameters === '' || parameters === '0') {
					this.#eraseLine(stream, '');
					this.#rows.length = this.#row + 1;
				}
				return;
		}
	}

	#eraseLine(stream: Stream, how: string): void {
		const row = this.#current();
		const at = this.#at();
		const look = this.#look(stream);
		if (how === '' || how === '0') row.erase(at, Infinity, look);
		else if (how === '1') row.erase(0, at + 1, look);
		else if (how === '2') row.erase(0, Infinity, look);
		this.#to(at);
	}

	#print(stream: Stream, given: string): void {
		const text = given
			.replace(/\r+\n/g, '\n')
			.replace(UNSEEN, (one) => (one === '\r' || one === '\n' ? one : ''));
		if (text === '') return;
		if (this.#isAtEnd() && !/[\r\b]/.test(text)) return this.#flow(stream, text);
		const look = this.#look(stream);
		for (const [step] of text.matchAll(STEPS)) {
			if (step === '\n') this.#nextLine();
			else if (step === '\r') this.#to(0);
			else if (step === '\b') this.#to(this.#at() - 1);
			else if (this.#column === null) this.#current().append(step, look);
			else this.#to(this.#current().write(this.#column, step, look));
		}
	}

	/** Plain text at the end of all: what would scroll out at once never becomes a row. */
	#flow(stream: Stream, text: string): void {
		const look = this.#look(stream);
		const lines = text.split('\n');
		const over = lines.length - 1 - HEIGHT;
		if (over > 0) {
			while (this.#rows.length > 1) this.#settle();
			const gone = lines.splice(0, over).join('\n');
			this.#current().append(gone, look);
			this.#rows.push(new Row());
			this.#settle();
			this.settledLines += over - 1;
			this.#row = 0;
		}
		lines.forEach((line, at) => {
			if (at > 0) this.#nextLine();
			if (line) this.#current().append(line, look);
		});
	}

	#nextLine(): void {
		this.#column = null;
		this.#row += 1;
		if (this.#row < this.#rows.length) return this.#to(0);
		this.#rows.push(new Row());
		if (this.#rows.length <= HEIGHT) return;
		this.#settle();
		this.#row -= 1;
	}

	/** The uppermost row scrolls out. */
	#settle(): void {
		const row = this.#rows.shift();
		const runs = row?.runs ?? [];
		const look = runs.at(-1)?.look ?? this.settled.at(-1)?.look ?? this.#looks.stdout;
		for (const run of [...runs, { text: '\n', look }]) {
			this.settledSize += run.text.length;
			const last = this.settled.at(-1);
			if (last?.look === run.look) last.text += run.text;
			else this.settled.push({ ...run });
		}
		this.settledLines += 1;
	}

	#current(): Row {
		return (this.#rows[this.#row] ??= new Row());
	}

	#isAtEnd(): boolean {
		return this.#column === null && this.#row === this.#rows.length - 1;
	}

	/** The column of the cursor. */
	#at(): number {
		return this.#column ?? this.#current().width;
	}

	#to(column: number): void {
		const row = this.#current();
		const at = Math.max(0, column);
		this.#column = at === 0 && row.runs.length === 0 ? null : at === row.width ? null : at;
	}

	#look(stream: Stream): Look {
		const look = this.#looks[stream];
		if (look.style === this.#style || sameStyle(look.style, this.#style)) return look;
		return (this.#looks[stream] = { stream, style: this.#style });
	}
}
