// No name may lead out of the project, be two files on somebody's system, or take the place of something else that is kept.
import { describe, expect, test } from 'vitest';
import { asFileName, noteOn, refusalOf } from './file-name';

const TAKEN = ['code.py', 'data/rates.csv', 'Größe.py'];

test.each([
	'helper.py',
	'test_code.py',
	'conftest.py',
	'data/more.csv',
	'a/b/c.txt',
	'.coveragerc',
	'pyproject.toml',
	'no-ending',
	'with blank.py',
	'naïve_日本.py',
	'..x.py',
	'x..py',
	`${'a'.repeat(97)}.py`,
	'CODE/x.py'
])('%s may be', (name) => expect(refusalOf(asFileName(name), TAKEN)).toBeNull());

test.each([
	['', /needs a name/],
	['   ', /needs a name/],
	['./', /needs a name/],
	['..', /leads out/],
	['../x.py', /leads out/],
	['a/../../x.py', /leads out/],
	['a/..', /leads out/],
	['a/./x.py', /“\.” for a folder/],
	['/etc/passwd', /root of a disk/],
	['//host/x.py', /root of a disk/],
	['C:\\x.py', /begins with a drive/],
	['c:x.py', /begins with a drive/],
	['C:/x.py', /begins with a drive/],
	['..\\x.py', /backslash/],
	['a\\x.py', /backslash/],
	['a/', /is a folder/],
	['a//x.py', /without a name/],
	['a\u0000.py', /character that not every system/],
	['a\nb.py', /character that not every system/],
	['a\ud800.py', /character that not every system/],
	['what?.py', /allows in a name: \?/],
	['ab:c.py', /allows in a name: :/],
	['a/x.', /dot at its end/],
	['a /x.py', /blank at an edge/],
	[`${'a'.repeat(98)}.py`, /101 characters/],
	['input()', /kept for something else/],
	['pytest arguments', /kept for something else/],
	['code.py', /a file “code\.py” already/],
	['./code.py', /a file “code\.py” already/],
	['Code.PY', /take for the same/],
	['Gro\u0308ße.py'.normalize('NFD'), /already/],
	['data', /is the folder of “data\/rates\.csv”/],
	['code.py/x.py', /cannot be a folder too/]
])('%j is refused, with what to do', (name, why) => expect(refusalOf(asFileName(name), TAKEN)).toMatch(why));

describe('a name that a module has already', () => {
	test.each(['pytest.py', 'json.py', 'json/__init__.py', 'random.py', '_pytest/x.py'])(
		'%s is told',
		(name) => {
			expect(refusalOf(name, TAKEN)).toBeNull();
			expect(noteOn(name)).toMatch(/may find that one or this file/);
		}
	);

	test.each(['test_json.py', 'data/json.py', 'json.txt', 'json', 'helper.py', 'Json.py'])(
		'%s hides none',
		(name) => expect(noteOn(name)).toBeNull()
	);
});
