import { expect, test, vi } from 'vitest';
import { startServer, type CheckerWorker } from './server';

function nursery() {
	const workers: {
		name: string;
		posts: unknown[];
		say: (m: unknown) => void;
		die: (why: string) => void;
		ended: boolean;
	}[] = [];
	const spawn = (name: string, say: (m: unknown) => void, die: (why: string) => void): CheckerWorker => {
		const worker = { name, posts: [] as unknown[], say, die, ended: false };
		workers.push(worker);
		return { post: (message) => worker.posts.push(message), terminate: () => (worker.ended = true) };
	};
	return { workers, spawn };
}

test('names the folder that the client leaves out', () => {
	const { workers, spawn } = nursery();
	const server = startServer(spawn, () => {});
	server.transport.send('{"id":1,"method":"initialize","params":{"rootUri":"file:///src/"}}');
	expect(workers[0]?.posts).toEqual([
		{ type: 'browser/boot', mode: 'foreground' },
		{
			id: 1,
			method: 'initialize',
			params: { rootUri: 'file:///src/', workspaceFolders: [{ uri: 'file:///src/', name: 'lesson' }] }
		}
	]);
});

test('starts the second worker that the first asks for, and hands everything else on', () => {
	const { workers, spawn } = nursery();
	const server = startServer(spawn, () => {});
	const heard = vi.fn();
	server.transport.subscribe(heard);
	const { port1 } = new MessageChannel();
	workers[0]?.say({ type: 'browser/newWorker', initialData: 1, port: port1 });
	workers[0]?.say({ id: 1, result: {} });
	port1.close();
	expect(workers[1]?.posts).toMatchObject([{ type: 'browser/boot', mode: 'background', initialData: 1 }]);
	expect(heard.mock.calls).toEqual([['{"id":1,"result":{}}']]);
});

test('a worker that goes down ends both, and is told once', () => {
	const { workers, spawn } = nursery();
	const died = vi.fn();
	const server = startServer(spawn, died);
	workers[0]?.die('out of memory');
	workers[0]?.die('again');
	expect(died.mock.calls).toEqual([['out of memory']]);
	expect(workers[0]?.ended).toBe(true);
	expect(() => server.transport.send('{}')).toThrow('has ended');
});
