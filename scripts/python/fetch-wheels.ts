// Gets each package of requirements.txt as it is pinned there: from the cache, else from the index by pip. Nothing else is taken in its
// place. What cannot be had is told, not thrown: the site is built without it and says so where it is missed.
import { z } from 'zod';
import { wheelGroups } from '../../src/lib/runtime/package-groups';
import { downloadByPip, findPip, runCommand, type RunCommand } from './pip';
import type { Requirement } from './requirements';
import { cachedWheels, dropWheel } from './wheel-cache';

const group = z.enum(wheelGroups);

/** Shape of `.shakeout/wheels.json`. */
export const wheelsSchema = z.object({
	wheels: z.array(
		z.object({ name: z.string(), version: z.string(), group, file: z.string(), sha256: z.string() })
	),
	missing: z.array(z.object({ group, package: z.string(), why: z.string() }))
});
export type Wheels = z.infer<typeof wheelsSchema>;
export type Wheel = Wheels['wheels'][number];

export interface WheelSources {
	/** Runs pip. */
	run?: RunCommand;
	/** Is told what a person may want to know, a line each. */
	say: (line: string) => void;
}

/** Brings `folder` to what the requirements ask for; wheels that they do not ask for are removed. */
export async function fetchWheels(
	wanted: readonly Requirement[],
	folder: string,
	sources: WheelSources
): Promise<Wheels> {
	const found = new Map<string, Wheel>();
	await takeFromCache(wanted, folder, found, sources.say);
	const left = wanted.filter(({ name }) => !found.has(name));
	let why = new Map<string, string>();
	if (left.length > 0) {
		const run = sources.run ?? runCommand;
		const python = await findPip(run);
		if (python === null) why = new Map(left.map(({ name }) => [name, 'there is no pip here']));
		else {
			sources.say(`getting ${left.length} Python packages with pip`);
			why = await downloadByPip(python, left, folder, run);
			await takeFromCache(left, folder, found, sources.say);
		}
	}
	await dropOthers(folder, found);
	return {
		wheels: wanted.flatMap(({ name }) => found.get(name) ?? []),
		missing: wanted
			.filter(({ name }) => !found.has(name))
			.map(({ name, group }) => ({ group, package: name, why: why.get(name) ?? 'pip did not bring it' }))
	};
}

/** One message for all that is missing; null where nothing is. */
export function missingMessage({ missing }: Wheels): string | null {
	if (missing.length === 0) return null;
	return [
		`The site is built without ${missing.length} Python package${missing.length > 1 ? 's' : ''}; lessons that need one say so on their page:`,
		...missing.map((one) => `  ${one.package} (${one.group}): ${one.why}`),
		'To have them, make `python3 -m pip` work with a package index and run `npm run python` again.'
	].join('\n');
}

async function takeFromCache(
	wanted: readonly Requirement[],
	folder: string,
	found: Map<string, Wheel>,
	say: (line: string) => void
): Promise<void> {
	for (const { file, name, version, sha256 } of await cachedWheels(folder)) {
		const pin = wanted.find((one) => one.name === name && one.version === version);
		if (!pin) continue;
		if (pin.hashes.includes(sha256)) found.set(name, { name, version, group: pin.group, file, sha256 });
		else {
			say(
				`${file} has sha256 ${sha256}, but requirements.txt expects ${pin.hashes.join(' or ')}: it is thrown away`
			);
			await dropWheel(folder, file);
		}
	}
}

async function dropOthers(folder: string, found: Map<string, Wheel>): Promise<void> {
	const kept = new Set([...found.values()].map((wheel) => wheel.file));
	for (const { file } of await cachedWheels(folder)) {
		if (!kept.has(file)) await dropWheel(folder, file);
	}
}
