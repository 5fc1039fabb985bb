// Reads src/python/requirements.txt: the pins that pip is given, and the group in which each package is served.
import { wheelGroups, type WheelGroup } from '../../src/lib/runtime/package-groups';

export interface Requirement {
	/** Normalised: lower case, `-` between words. */
	name: string;
	version: string;
	group: WheelGroup;
	/** sha256 of the files that may be used, in hex. */
	hashes: string[];
}

/** Throws an Error with the line's number where a line is not `name==version --hash=sha256:...` under a `# group:` line. */
export function readRequirements(text: string): Requirement[] {
	const found: Requirement[] = [];
	let group: WheelGroup | undefined;
	for (const [index, line] of text.split(/\r?\n/).entries()) {
		const heading = /^#\s*group:\s*(\S+)\s*$/.exec(line);
		const wrong = (what: string) => new Error(`src/python/requirements.txt:${index + 1}: ${what}`);
		if (heading) {
			group = wheelGroups.find((known) => known === heading[1]);
			if (!group) throw wrong(`there is no group "${heading[1]}" - use one of ${wheelGroups.join(', ')}`);
		} else if (line.trim() !== '' && !line.startsWith('#')) {
			const [pin = '', ...options] = line.trim().split(/\s+/);
			const [name, version, ...rest] = pin.split('==');
			const hashes = options.map((option) => /^--hash=sha256:([0-9a-f]{64})$/.exec(option)?.[1] ?? '');
			if (!name || !version || rest.length > 0) throw wrong(`"${pin}" is not pinned - write name==version`);
			if (hashes.length === 0 || hashes.includes(''))
				throw wrong(`${name} needs --hash=sha256:<64 hex digits>`);
			if (!group) throw wrong(`${name} stands in no group - put "# group: tests" above it`);
			found.push({ name: normalise(name), version, group, hashes });
		}
	}
	return found;
}

/** One spelling for `Pytest_Asyncio`, `pytest.asyncio` and `pytest-asyncio` (PEP 503). */
export function normalise(name: string): string {
	return name.toLowerCase().replace(/[-_.]+/g, '-');
}
