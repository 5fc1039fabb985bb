// What a page shows while files change faster than the checker answers, and when it goes down.
import { expect, test, vi } from 'vitest';
import type { TypesClient } from './client';
import type { Problem } from './problems';
import { TypeChecker } from './type-checker.svelte';
import { TypedProject } from './typed-project.svelte';

const problem: Problem = {
	file: 'a.py',
	line: 1,
	column: 0,
	endLine: 1,
	endColumn: 1,
	kind: 'error',
	message: 'no',
	rule: null
};

/** A checker whose answers the test gives. */
function checker(options?: { judges: boolean }) {
	const asked: { give: (problems: Problem[]) => void; fail: (error: Error) => void }[] = [];
	const put = vi.fn();
	const client: Pick<TypesClient, 'put' | 'problems' | 'remove' | 'extension'> = {
		put,
		remove: () => {},
		extension: () => [],
		problems: () => new Promise((give, fail) => asked.push({ give, fail }))
	};
	const model = new TypeChecker(async () => ({ client: client as TypesClient, close: () => {} }), options);
	return { model, asked, put };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('an answer about an older text is dropped', async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	try {
		const { model, asked, put } = checker();
		const project = new TypedProject(model, 'one');
		project.update({ 'a.py': '1' });
		void project.open();
		await vi.waitFor(() => expect(asked).toHaveLength(1));
		project.update({ 'a.py': '2' });
		await vi.advanceTimersByTimeAsync(200);
		asked[0]?.give([problem]);
		await vi.advanceTimersByTimeAsync(0);
		expect([project.problems, project.isChecking]).toEqual([null, true]);
		asked[1]?.give([]);
		await vi.advanceTimersByTimeAsync(0);
		expect([project.problems, project.isChecking]).toEqual([[], false]);
		expect(put).toHaveBeenLastCalledWith('one', { 'a.py': '2' });
		project.update({ 'a.py': '2' });
		expect(project.isChecking).toBe(false);
	} finally {
		vi.useRealTimers();
	}
});

test('a request that fails is a fault with words, and Retry starts afresh', async () => {
	const { model, asked } = checker();
	const project = new TypedProject(model, 'one');
	void project.open();
	await vi.waitFor(() => expect(asked).toHaveLength(1));
	asked[0]?.fail(new Error('Request timed out'));
	await settled();
	expect(model.state).toEqual({
		phase: 'failed',
		message: 'The type checker has gone down (Request timed out). Try again.'
	});
	expect([project.problems, project.client]).toEqual([null, null]);
	await model.start();
	expect(model.state.phase).toBe('ready');
});

test('a checker that does not judge is told of the files and asked for nothing, and can be put away', async () => {
	const { model, asked, put } = checker({ judges: false });
	const project = new TypedProject(model, 'one');
	project.update({ 'a.py': '1' });
	await project.open();
	expect(put).toHaveBeenLastCalledWith('one', { 'a.py': '1' });
	expect([asked, project.problems, project.isChecking]).toEqual([[], null, false]);
	expect(project.client).not.toBeNull();
	model.stop();
	expect(model.state.phase).toBe('off');
	await model.start();
	expect(model.state.phase).toBe('ready');
});

test('a page that is left takes its checker along, also one that is still on its way', async () => {
	const close = vi.fn();
	let come: () => void = () => {};
	const model = new TypeChecker(
		() => new Promise((resolve) => (come = () => resolve({ client: {} as TypesClient, close })))
	);
	const started = model.start();
	model.close();
	come();
	await started;
	await settled();
	expect(close).toHaveBeenCalled();
	expect(await model.start()).toBeNull();
	expect(model.state.phase).toBe('off');
});
