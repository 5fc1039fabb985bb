// Each test that a file of checks holds must be expected, and nothing else.
import { expect, test } from 'vitest';
import { checkDoc, checkNames, withoutParameters } from './check-names';

test.each([
	['functions', 'def test_a(): ...\nasync def test_b(): ...\ndef helper(): ...\n', ['test_a', 'test_b']],
	['methods', 'class TestLoan:\n    def test_a(self): ...\n    def help(self): ...\n', ['TestLoan::test_a']],
	['no methods of other classes', 'class Loan:\n    def test_a(self): ...\n', []],
	['no functions inside functions', 'def test_a():\n    def test_inner(): ...\n', ['test_a']],
	['none in strings', 'S = """\ndef test_no(): ...\n"""\ndef test_a(): ...\n', ['test_a']],
	['none in comments', '# it\'s """\ndef test_a(): ...\n# """\n', ['test_a']],
	['none behind an escaped quote', "S = 'don\\'t'\ndef test_a(): ...\n", ['test_a']],
	['generic functions', 'def test_a[T](x: T): ...\n', ['test_a']],
	['tabs', 'class TestA:\n\tdef test_a(self): ...\n', ['TestA::test_a']]
])('%s', (_, source, names) => {
	expect(checkNames(source)).toEqual(names);
});

test('parameters are cut off', () => {
	expect(withoutParameters('TestA::test_a[x[0]-1]')).toBe('TestA::test_a');
});

test('the sentence of a check is read from its source, where it cannot say it itself', () => {
	const source = [
		'def test_a(tmp_path: Path) -> None:',
		'    """An empty folder\n    is nothing.',
		'',
		'    More."""',
		'def test_b(): pass',
		'"""Not its own."""'
	].join('\n');
	expect(checkDoc(source, 'TestX::test_a')).toBe('An empty folder is nothing.');
	expect(checkDoc(source, 'test_b')).toBe('');
});
