import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { projectFolder } from './python/places';

const pins = z.object({
	dependencies: z.object({ 'browser-basedpyright': z.string() }),
	devDependencies: z.object({ basedpyright: z.string() })
});

it('our own Python is checked by the checker that readers get', () => {
	const { dependencies, devDependencies } = pins.parse(
		JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))
	);
	expect(devDependencies.basedpyright).toBe(dependencies['browser-basedpyright']);
});
