// A function plays pip: no test here goes to the network.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchWheels, missingMessage } from './fetch-wheels';
import type { RunCommand } from './pip';
import type { Requirement } from './requirements';
import { sha256 } from './wheel-cache';

const bytes = (words: string) => new TextEncoder().encode(words);
const good = bytes('the wheel of pluggy');

const pluggy: Requirement = { name: 'pluggy', version: '1.7.0', group: 'tests', hashes: [sha256(good)] };
const faker: Requirement = { name: 'faker', version: '40.0', group: 'data', hashes: ['f'.repeat(64)] };
const file = 'pluggy-1.7.0-py3-none-any.whl';

let folder: string;
let said: string[];

beforeEach(async () => {
	folder = join(await mkdtemp(join(tmpdir(), 'shakeout-wheels-')), 'wheels');
	said = [];
});

afterEach(() => rm(join(folder, '..'), { recursive: true }));

const fetchIt = (wanted: Requirement[], run: RunCommand) =>
	fetchWheels(wanted, folder, { run, say: (line) => said.push(line) });

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

describe('what cannot be had as it is pinned', () => {
	it('is named with its reason, each in one message, and nothing else is taken in its place', async () => {
		const wheels = await fetchIt([pluggy, faker], noPip);
		expect(wheels).toEqual({
			wheels: [],
			missing: [
				{ group: 'tests', package: 'pluggy', why: 'there is no pip here' },
				{ group: 'data', package: 'faker', why: 'there is no pip here' }
			]
		});
		const message = missingMessage(wheels);
		expect(message).toContain('The site is built without 2 Python packages');
		expect(message).toContain('faker (data): there is no pip here');
		expect(message).toContain('run `npm run python` again');
	});

	it('is missing where pip brings another version', async () => {
		const { wheels, missing } = await fetchIt([pluggy], pipWith({ 'pluggy-1.6.0-py3-none-any.whl': good }));
		expect(wheels).toEqual([]);
		expect(missing).toEqual([{ group: 'tests', package: 'pluggy', why: 'pip did not bring it' }]);
		expect(await readdir(folder)).toEqual([]);
	});
});

it('says nothing where nothing is missing', () => {
	expect(missingMessage({ wheels: [], missing: [] })).toBeNull();
});
