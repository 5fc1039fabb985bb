// What each probe reports, by its name: the schema of each instrument, for whoever takes reports in. Listed one by one, as not only Vite reads it: the
// bundles are made, and lessons are tried, by Node.
import type { Schema } from '../runtime/schema';
import { report as calls } from './calls/report';
import { report as conditions } from './conditions/report';
import { report as coverage } from './coverage/report';
import { report as factories } from './factories/report';
import { report as files } from './files/report';
import { report as fixtures } from './fixtures/report';
import { report as incidents } from './incidents/report';
import { report as log } from './log/report';
import { report as tables } from './tables/report';
import { report as tasks } from './tasks/report';
import { report as varnish } from './varnish/report';
import { report as verdicts } from './verdicts/report';

export const reports: ReadonlyMap<string, Schema<unknown>> = new Map(
	Object.entries({
		calls,
		conditions,
		coverage,
		factories,
		files,
		fixtures,
		incidents,
		log,
		tables,
		tasks,
		varnish,
		verdicts
	})
);
