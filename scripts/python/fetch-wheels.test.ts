// A local server plays Pyodide's distribution, and a function plays pip: no test here goes to the network.
import { createServer, type Server } from 'node:http';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDistribution, type Distribution } from './distribution';
import { fetchWheels, missingMessage } from './fetch-wheels';
import type { RunCommand } from './pip';
import { pyodideFolder } from './places';
import type { Requirement } from './requirements';
import { sha256 } from './wheel-cache';

const bytes = (words: string) => new TextEncoder().encode(words);
const good = bytes('the wheel of pluggy');
const older = bytes('the wheel of pluggy as the distribution has it');

const pluggy: Requirement = { name: 'pluggy', version: '1.7.0', group: 'tests', hashes: [sha256(good)] };
const faker: Requirement = { name: 'faker', version: '40.0', group: 'data', hashes: ['f'.repeat(64)] };
const file = 'pluggy-1.7.0-py3-none-any.whl';
const olderFile = 'pluggy-1.6.0-py3-none-any.whl';

let folder: string;
let server: Server;
let served: Map<string, Uint8Array>;
let asked: string[];
let said: string[];
let distribution: Distribution;

beforeEach(async () => {
	folder = join(await mkdtemp(join(tmpdir(), 'shakeout-wheels-')), 'wheels');
	served = new Map([[`/full/${olderFile}`, older]]);
	asked = [];
	said = [];
	server = createServer((request, response) => {
		asked.push(request.url ?? '');
		const content = served.get(request.url ?? '');
		response.writeHead(content ? 200 : 404).end(content);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the server has no port');
	distribution = {
		baseUrl: `http://127.0.0.1:${address.port}/full/`,
		packages: new Map([['pluggy', { file: olderFile, version: '1.6.0', sha256: sha256(older) }]])
	};
});

afterEach(async () => {
	await new Promise((resolve) => server.close(resolve));
	await rm(join(folder, '..'), { recursive: true });
});

const fetchIt = (wanted: Requirement[], run: RunCommand) =>
	fetchWheels(wanted, folder, { distribution, run, say: (line) => said.push(line) });

const noPip: RunCommand = async () => ({ ok: false, said: null });

/** A pip that brings what it has, and says what pip says of the rest. */
function pipWith(
	has: Record<string, Uint8Array>,
	says = 'ERROR: No matching distribution found'
): RunCommand {
	return async (_, args) => {
		if (args.includes('--version')) return { ok: true, said: 'pip 26' };
		for (const [name, content] of Object.entries(has)) {
			await mkdir(folder, { recursive: true });
			await writeFile(join(folder, name), content);
		}
		return Object.keys(has).length > 0 ? { ok: true, said: '' } : { ok: false, said: says };
	};
}

describe('from the index, by pip', () => {
	it('takes the pinned wheel', async () => {
		expect(await fetchIt([pluggy], pipWith({ [file]: good }))).toEqual({
			wheels: [{ name: 'pluggy', version: '1.7.0', group: 'tests', file, sha256: sha256(good) }],
			missing: []
		});
		expect(asked).toEqual([]);
	});

	it('does not ask again for what is there with the right sha256', async () => {
		await fetchIt([pluggy], pipWith({ [file]: good }));
		const mustNotRun: RunCommand = async () => expect.unreachable('pip was run');
		expect((await fetchIt([pluggy], mustNotRun)).wheels).toHaveLength(1);
	});

	it('refuses a wheel with a wrong sha256, names file, expected and seen, and gets it anew', async () => {
		await mkdir(folder, { recursive: true });
		await writeFile(join(folder, file), 'tampered with');
		const { wheels } = await fetchIt([pluggy], pipWith({ [file]: good }));
		expect(wheels).toHaveLength(1);
		expect(said[0]).toContain(file);
		expect(said[0]).toContain(`expects ${sha256(good)}`);
		expect(said[0]).toContain(`sha256 ${sha256(bytes('tampered with'))}`);
	});

	it("tells in a sentence what pip's refusal says", async () => {
		distribution = { ...distribution, packages: new Map() };
		const seen = 'b'.repeat(64);
		const words = [
			'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. ...',
			`    pluggy==1.7.0 from https://files.example/packages/${file} (from -r all.txt (line 1)):`,
			`        Expected sha256 ${sha256(good)}`,
			`             Got        ${seen}`
		].join('\n');
		const { missing } = await fetchIt([pluggy], pipWith({}, words));
		expect(missing[0]?.why).toContain(
			`the index has ${file} with sha256 ${seen}, but requirements.txt expects ${sha256(good)}, so it was refused`
		);
	});

	it('asks for each by itself where one cannot be had, so that the others come', async () => {
		const lists: number[] = [];
		const run: RunCommand = async (_, args) => {
			if (args.includes('--version')) return { ok: true, said: '' };
			const list = args[args.indexOf('-r') + 1] ?? '';
			lists.push(1);
			if (!list.endsWith('pluggy.txt'))
				return { ok: false, said: 'ERROR: No matching distribution found for faker==40.0' };
			await writeFile(join(folder, file), good);
			return { ok: true, said: '' };
		};
		const { wheels, missing } = await fetchIt([pluggy, faker], run);
		expect(lists).toHaveLength(3);
		expect(wheels.map(({ name }) => name)).toEqual(['pluggy']);
		expect(missing.map((one) => one.package)).toEqual(['faker']);
	});

	it('clears away wheels that are no longer asked for', async () => {
		await fetchIt([pluggy], pipWith({ [file]: good, 'old-1.0-py3-none-any.whl': good }));
		expect(await readdir(folder)).toEqual([file]);
	});
});

describe("from Pyodide's distribution, where there is no pip", () => {
	it('takes what the distribution has, in its version', async () => {
		const { wheels, missing } = await fetchIt([pluggy], noPip);
		expect(wheels).toEqual([
			{ name: 'pluggy', version: '1.6.0', group: 'tests', file: olderFile, sha256: sha256(older) }
		]);
		expect(missing).toEqual([]);
		expect(said.join()).toContain(
			"pluggy: there is no pip here; took 1.6.0 from Pyodide's distribution instead"
		);
	});

	it('fetches it once', async () => {
		await fetchIt([pluggy], noPip);
		await fetchIt([pluggy], noPip);
		expect(asked).toEqual([`/full/${olderFile}`]);
	});

	it('refuses a wrong sha256, names address, expected and seen, and keeps nothing of it', async () => {
		served.set(`/full/${olderFile}`, bytes('something else'));
		const { wheels, missing } = await fetchIt([pluggy], noPip);
		expect(wheels).toEqual([]);
		expect(missing[0]?.why).toContain(
			`${distribution.baseUrl}${olderFile} has sha256 ${sha256(bytes('something else'))}, but Pyodide's lock file expects ${sha256(older)}`
		);
		expect(await readdir(folder).catch(() => [])).toEqual([]);
	});

	it('names each package that cannot be had, in one message, and goes on with the others', async () => {
		const other: Requirement = { ...pluggy, name: 'coverage' };
		const wheels = await fetchIt([pluggy, faker, other], noPip);
		expect(wheels.wheels.map(({ name }) => name)).toEqual(['pluggy']);
		expect(wheels.missing).toEqual([
			{
				group: 'data',
				package: 'faker',
				why: "there is no pip here; Pyodide's distribution does not have it"
			},
			{
				group: 'tests',
				package: 'coverage',
				why: "there is no pip here; Pyodide's distribution does not have it"
			}
		]);
		const message = missingMessage(wheels);
		expect(message).toContain('The site is built without 2 Python packages');
		expect(message).toContain('faker (data): there is no pip here');
		expect(message).toContain('run `npm run python` again');
	});

	it('says so where nothing answers at the address', async () => {
		const dead = { ...distribution, baseUrl: 'http://127.0.0.1:1/' };
		const { missing } = await fetchWheels([pluggy], folder, {
			distribution: dead,
			run: noPip,
			say: () => {}
		});
		expect(missing[0]?.why).toContain(`http://127.0.0.1:1/${olderFile} could not be fetched`);
	});
});

describe('the distribution of the Pyodide that is installed', () => {
	it('lists wheels with their sha256, at the address that Pyodide itself uses', async () => {
		const own = await readDistribution(pyodideFolder, '');
		expect(own.baseUrl).toMatch(/^https:\/\/.+\/v314\.0\.7\/full\/$/);
		expect(own.packages.get('pytest')).toEqual({
			file: expect.stringMatching(/^pytest-.+\.whl$/),
			version: expect.any(String),
			sha256: expect.stringMatching(/^[0-9a-f]{64}$/)
		});
	});

	it('can be given another address', async () => {
		expect((await readDistribution(pyodideFolder, 'http://mirror.example/full')).baseUrl).toBe(
			'http://mirror.example/full/'
		);
	});
});

it('says nothing where nothing is missing', () => {
	expect(missingMessage({ wheels: [], missing: [] })).toBeNull();
});
