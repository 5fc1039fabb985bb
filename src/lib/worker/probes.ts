// What each probe reports, by its name: of whatever instruments there are. Only a bundler knows `import.meta.glob`, so reports.ts is told
// of these by whoever begins a worker, and what runs in Node finds them by itself.
import type { Schema } from '../runtime/schema';

export const probeSchemas = (): ReadonlyMap<string, Schema<unknown>> =>
	new Map(
		Object.entries(
			import.meta.glob<Schema<unknown>>('../instruments/*/report.ts', { eager: true, import: 'report' })
		).map(([path, schema]) => [path.split('/').at(-2) ?? '', schema])
	);
