// The type checker itself, as it is bundled: what it knows of Python 3.14, of pytest and of factory_boy, and what it must refuse.
import { afterAll, describe, expect, test } from 'vitest';
import type { Problem } from '#lib/analysis/types/problems';
import { nodeChecker } from './node-checker';

const checker = nodeChecker();
afterAll(() => checker.close());

async function problems(files: Record<string, string>): Promise<Problem[]> {
	const checked = await checker.check(files);
	if (checked.kind !== 'done') throw new Error(JSON.stringify(checked));
	return checked.problems;
}
const lines = (all: Problem[]) =>
	all.map(({ file, line, kind, message }) => `${file}:${line} ${kind}: ${message}`);

test('a project is checked as a whole, callers in folders too, and each by itself', async () => {
	const files = {
		'museum.py': 'class Plant:\n    latin: str = "Rosa"\n',
		'callers/bad.py': 'from museum import Plant\n\nPlant().name\n'
	};
	expect(lines(await problems(files))).toEqual([
		'callers/bad.py:3 error: Cannot access attribute "name" for class "Plant"\n  Attribute "name" is unknown'
	]);
	expect(lines(await problems({ ...files, 'museum.py': 'class Plant:\n    name: str = "Rosa"\n' }))).toEqual(
		[]
	);
	const [alone] = await problems({ 'callers/bad.py': files['callers/bad.py'] });
	expect(alone).toMatchObject({ line: 1, rule: 'reportMissingImports' });
});

describe('knows', () => {
	test.each<[string, string, string[]]>([
		[
			'Python 3.14',
			'x = t"{1}"\nreveal_type(x)\ntry: ...\nexcept ValueError, TypeError: ...\n',
			['2 Type of "x" is "Template"']
		],
		[
			'pytest',
			'import pytest\nwith pytest.raises(ValueError) as e: ...\nreveal_type(e.value)\n',
			['3 Type of "e.value" is "ValueError"']
		],
		[
			'pytest’s fixtures',
			'import pytest\ndef test_a(monkeypatch: pytest.MonkeyPatch) -> None:\n    monkeypatch.setenv("A", 1)\n',
			[
				'3 Argument of type "Literal[1]" cannot be assigned to parameter "value" of type "str" in function "setenv"'
			]
		],
		[
			'factory_boy',
			'import factory\nclass User: ...\nclass UserFactory(factory.Factory[User]):\n    class Meta:\n        model = User\nreveal_type(UserFactory())\nreveal_type(UserFactory.build_batch(2))\n',
			['6 Type of "UserFactory()" is "User"', '7 Type of "UserFactory.build_batch(2)" is "List[User]"']
		],
		['what the browser has not', 'import tkinter\n', ['1 Import "tkinter" could not be resolved']],
		['the end that is never reached', 'import sys\nsys.exit()\nprint(1)\n', ['3 Code is unreachable']]
	])('%s', async (_, code, expected) => {
		const seen = (await problems({ 'code.py': code })).map(
			({ line, message }) => `${line} ${message.split('\n')[0] ?? ''}`
		);
		expect(seen).toEqual(expected);
	});
});

test('a checker that cannot be had is a fault, never a project without problems', async () => {
	const { TypeChecker } = await import('#lib/analysis/types/type-checker.svelte');
	const broken = new TypeChecker(() =>
		Promise.reject(new Error('types/checker.js could not be downloaded.'))
	);
	expect(await broken.check({ 'a.py': 'x: int = ""' })).toEqual({
		kind: 'fault',
		message: 'types/checker.js could not be downloaded.'
	});
});
