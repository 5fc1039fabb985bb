import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectFolder } from './places';
import { reportTypes, shapesFile } from './report-types';

it('the shapes that our Python is checked against are those of the schemas: `npx tsx scripts/report-types.ts`', () => {
	expect(readFileSync(join(projectFolder, shapesFile), 'utf8')).toBe(reportTypes());
});
