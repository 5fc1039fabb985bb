import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wheelGroups } from '../../src/lib/runtime/package-groups';
import { requirementsFile } from './places';
import { readRequirements } from './requirements';

const hash = 'a'.repeat(64);

describe('readRequirements', () => {
	it('reads name, version, hashes and the group whose line stands above', () => {
		const text = `# words\n\n# group: tests\nPytest_Asyncio==1.5.0 --hash=sha256:${hash} --hash=sha256:${hash}\n`;
		expect(readRequirements(text)).toEqual([
			{ name: 'pytest-asyncio', version: '1.5.0', group: 'tests', hashes: [hash, hash] }
		]);
	});

	it.each([
		[
			'a version that is not pinned',
			`# group: tests\npytest>=9 --hash=sha256:${hash}`,
			':2: "pytest>=9" is not pinned'
		],
		['a missing hash', '# group: tests\npytest==9.2.0', ':2: pytest needs --hash=sha256:<64 hex digits>'],
		[
			'a hash that is cut short',
			'# group: tests\npytest==9.2.0 --hash=sha256:abc',
			':2: pytest needs --hash'
		],
		[
			'an unknown group',
			'# group: test',
			`:1: there is no group "test" - use one of ${wheelGroups.join(', ')}`
		],
		['a package in no group', `pytest==9.2.0 --hash=sha256:${hash}`, ':1: pytest stands in no group']
	])('tells where and what to do of %s', (_, text, message) => {
		expect(() => readRequirements(text)).toThrow(`src/python/requirements.txt${message}`);
	});

	it('finds everything that the lessons need in our own file', () => {
		const names = readRequirements(readFileSync(requirementsFile, 'utf8')).map(
			({ name, group }) => `${group} ${name}`
		);
		expect(names.sort()).toEqual([
			...['data factory-boy', 'data faker', 'data sqlalchemy'],
			...[
				'tests coverage',
				'tests iniconfig',
				'tests packaging',
				'tests pluggy',
				'tests pygments',
				'tests pytest'
			],
			...['tests pytest-asyncio', 'tests pytest-randomly', 'tests typing-extensions', 'tests tzdata']
		]);
	});
});
