// Writes the shapes of reports for our own Python: `tsx scripts/report-types.ts`, after a schema of a report has changed.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './python/places';
import { reportTypes, shapesFile } from './python/report-types';

await writeFile(join(projectFolder, shapesFile), reportTypes());
