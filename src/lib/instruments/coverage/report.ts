// What coverage.py measured in a run of tests. Made by src/python/classroom/probes/coverage.py.
import { list, nullable, number, object, record, text, truth, type Infer } from '#lib/runtime/schema';

const branch = object({
	from: number,
	/** Line jumped to; negative means leaving the function or module that starts at that line. */
	to: number,
	taken: truth,
	/** coverage.py's own sentence for a branch that was not taken. */
	says: nullable(text)
});
export type Branch = Infer<typeof branch>;

const fileCoverage = object({
	statements: list(number),
	executed: list(number),
	missing: list(number),
	excluded: list(number),
	branches: list(branch),
	/** coverage.py's own percentages, 0 to 100; null where there is nothing to cover. */
	percentLines: nullable(number),
	percentBranches: nullable(number),
	/** Lines and branches together: what `coverage report --branch` prints. */
	percentBoth: nullable(number)
});
export type FileCoverage = Infer<typeof fileCoverage>;

export const report = object({
	/** Version of coverage.py that measured. */
	version: text,
	files: record(fileCoverage)
});
export type CoverageReport = Infer<typeof report>;

declare module '#lib/runtime/observed' {
	interface Observations {
		coverage: CoverageReport;
	}
}
