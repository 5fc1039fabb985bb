import { expect, it } from 'vitest';
import type { Asset } from '../../src/lib/runtime/assets';
import { makeManifest } from './manifest';

const asset: Asset = { path: 'python/x.0123456789.zip', bytes: 3, transfer: 2, sha256: 'a' };

it('tells of versions, files, packages with their licence, and what could not be had', () => {
	const assets = {
		'pyodide.mjs': asset,
		'pyodide.asm.mjs': asset,
		'pyodide.asm.wasm': asset,
		'stdlib.zip': asset,
		'boot.bin': asset,
		'warm.bin': asset,
		'classroom.zip': asset,
		'tests.zip': asset,
		'data.zip': null,
		'varnish.zip': null
	};
	const wheels = [
		{ name: 'pytest', version: '9.2.0', group: 'tests' as const, file: 'pytest.whl', sha256: 'b' }
	];
	const missing = [{ group: 'data' as const, package: 'faker', why: 'there is no pip here' }];
	const licences = [{ name: 'pytest', version: '9.2.0', licence: 'MIT', part: 'python' as const, texts: [] }];

	expect(
		makeManifest({ pyodide: '314.0.7', python: '3.14.2' }, assets, ['sys'], { wheels, missing }, licences)
	).toEqual({
		pyodide: '314.0.7',
		python: '3.14.2',
		assets,
		started: ['sys'],
		missing,
		packages: [{ name: 'pytest', version: '9.2.0', licence: 'MIT', group: 'tests' }]
	});
});
