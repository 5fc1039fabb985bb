// The linter's thread. It fetches Ruff when it is started, and answers in the order in which it is asked.
import init from '@astral-sh/ruff-wasm-web';
import wasm from '@astral-sh/ruff-wasm-web/ruff_wasm_bg.wasm?url';
import type { FromLinter, ToLinter } from './problem';
import { openRuff, type Ruff } from './ruff';

let opened: Promise<Ruff> | null = null;

const say = (message: FromLinter) => self.postMessage(message);

async function open(rules: readonly string[]): Promise<Ruff> {
	await init({ module_or_path: wasm });
	return openRuff(rules);
}

async function answer(message: ToLinter): Promise<void> {
	if (message.type === 'start') {
		opened = open(message.rules);
		say({ type: 'ready', version: (await opened).version });
		return;
	}
	if (opened === null) throw new Error('asked before it was started');
	const { ask } = message;
	const ruff = await opened;
	if (message.type === 'check') {
		say({ type: 'checked', ask, problems: ruff.check(message.text) });
		return;
	}
	const text = ruff.format(message.text);
	say(text === null ? { type: 'unformatted', ask } : { type: 'formatted', ask, text });
}

self.onmessage = ({ data }: MessageEvent<ToLinter>) => {
	answer(data).catch((error: unknown) => say({ type: 'broken', message: String(error) }));
};
