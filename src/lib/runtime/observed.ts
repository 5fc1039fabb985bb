// A project's files, and what a run of them can be watched for. Types alone.

/** A project's files: path relative to its root, `/` between parts, to text; what is no text is written as in files.ts. */
export type Files = Readonly<Record<string, string>>;

/**
 * What a run can be watched for, and what each probe then reports: each instrument adds its own, in src/lib/instruments/<name>/report.ts.
 * A probe is a module of src/python/classroom/probes. docs/adding-an-instrument.md.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it is filled from outside
export interface Observations {}
export type ProbeName = keyof Observations;
/** What the probes that a run was asked for have seen. */
export type Observed = { readonly [P in ProbeName]?: Observations[P] };
