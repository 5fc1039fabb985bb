import { describe, expect, it } from 'vitest';
import { contentsOf, servedOf, ZONES } from './contents';
import { readZip } from './zip';

describe('contentsOf', () => {
	it.each([
		['pytest', '_pytest/config/__init__.py', true],
		['pytest', 'pytest/py.typed', false],
		['pytest', 'pytest-9.2.0.dist-info/METADATA', true],
		['pytest-randomly', 'pytest_randomly-5.1.0.dist-info/entry_points.txt', true],
		['pytest', 'pytest-9.2.0.dist-info/licenses/LICENSE', false],
		['pytest', 'pytest-9.2.0.dist-info/RECORD', false],
		['coverage', 'a1_coverage.pth', false],
		['coverage', 'coverage/htmlfiles/style.css', false],
		['coverage', 'coverage/tracer.cpython-314-wasm32-emscripten.so', false],
		['faker', 'faker/providers/__init__.py', true],
		['faker', 'faker/providers/address/__init__.py', true],
		['faker', 'faker/providers/address/en_GB/__init__.py', true],
		['faker', 'faker/providers/address/de_AT/__init__.py', false],
		['pygments', 'pygments/lexer.py', true],
		['pygments', 'pygments/lexers/python.py', true],
		['pygments', 'pygments/lexers/cobol.py', false],
		['pygments', 'pygments/formatters/html.py', false],
		['sqlalchemy', 'sqlalchemy/ext/asyncio/__init__.py', true],
		['sqlalchemy', 'sqlalchemy/testing/__init__.py', false],
		['tzdata', 'tzdata/zoneinfo/Europe/Amsterdam', true],
		['tzdata', 'tzdata/zones', true],
		['tzdata', 'tzdata/zoneinfo/tzdata.zi', false],
		['tzdata', 'tzdata/zoneinfo/zone1970.tab', false],
		['typing-extensions', 'typing_extensions.py', true]
	])('%s: %s stays: %s', (name, path, stays) => {
		expect(contentsOf(name, new Map([[path, new Uint8Array()]])).has(path)).toBe(stays);
	});
});

it('zones are one file', () => {
	const zone = 'tzdata/zoneinfo/Europe/Amsterdam';
	const info = 'tzdata-2026.6.dist-info/METADATA';
	const served = servedOf('tzdata', new Map([zone, info].map((path) => [path, new Uint8Array([1])])));
	expect([...served.keys()].sort()).toEqual([info, ZONES]);
	expect([...readZip(served.get(ZONES) ?? new Uint8Array()).keys()]).toEqual([zone]);
});
