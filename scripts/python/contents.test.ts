import { describe, expect, it } from 'vitest';
import { contentsOf } from './contents';

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
		['typing-extensions', 'typing_extensions.py', true]
	])('%s: %s stays: %s', (name, path, stays) => {
		expect(contentsOf(name, new Map([[path, new Uint8Array()]])).has(path)).toBe(stays);
	});
});
