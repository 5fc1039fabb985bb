// Serves the built site: `tsx scripts/serve.ts [--port N] [--base /path] [--no-isolation] [--plain]`, the last for no compressed copies. Prints the address it serves at.
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { siteHandler } from './static-site';

const FIRST_PORT = 4173;

const { values } = parseArgs({
	options: {
		port: { type: 'string' },
		base: { type: 'string', default: process.env.BASE_PATH ?? '' },
		'no-isolation': { type: 'boolean', default: false },
		plain: { type: 'boolean', default: false },
		root: { type: 'string', default: 'build' }
	}
});

const root = path.resolve(values.root);
if (!existsSync(path.join(root, 'index.html'))) {
	console.error(
		`There is no built site in ${values.root}/. Run \`npm run build\` first, or \`npm start\`, which does both.`
	);
	process.exit(1);
}
const base = values.base.replace(/\/+$/, '');
const server = createServer(
	siteHandler({ root, base, isolated: !values['no-isolation'], plain: values.plain })
);

const port = await listen(server, values.port);
console.log(`Shakeout is served at http://localhost:${port}${base}/`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => {
		server.close(() => process.exit(0));
		server.closeAllConnections();
	});
}

/** Listens on the port asked for, and fails where it is taken; unasked, on the first free one from 4173 up. */
async function listen(server: Server, asked: string | undefined): Promise<number> {
	const first = asked === undefined ? FIRST_PORT : Number(asked);
	if (!Number.isInteger(first) || first < 1 || first > 65_535) {
		console.error(`--port needs a number from 1 to 65535, not "${asked}".`);
		process.exit(2);
	}
	const last = asked === undefined ? FIRST_PORT + 50 : first;
	for (let port = first; port <= last; port += 1) {
		if (await isListening(server, port)) return port;
	}
	console.error(
		asked === undefined
			? `No free port between ${first} and ${last}. Name one with --port.`
			: `Port ${first} is taken. Name another with --port, or leave it out to take the next free one.`
	);
	process.exit(1);
}

function isListening(server: Server, port: number): Promise<boolean> {
	return new Promise((resolve, reject) => {
		const onError = (error: NodeJS.ErrnoException): void => {
			server.off('listening', onListening);
			if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
			else reject(error);
		};
		const onListening = (): void => {
			server.off('error', onError);
			resolve(true);
		};
		server.once('error', onError).once('listening', onListening).listen(port);
	});
}
