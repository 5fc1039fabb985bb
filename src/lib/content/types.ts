// What a lesson is once it has been read from disk: plain data that a page can carry. How it stands on disk: docs/adding-a-lesson.md.
import type { PackageGroup } from '#lib/runtime/package-groups';
import type { ClockName, Files, ProbeName } from '#lib/runtime/protocol';

export interface Article {
	title: string;
	url: string;
	author: string;
}

export interface LessonMeta {
	slug: string;
	title: string;
	/** The sentence under the title. */
	dek: string;
	/** One line for the contents page. */
	summary: string;
	article: Article;
	/** Reading time, exercises not counted. */
	minutes: number;
	level: 'starting out' | 'working knowledge' | 'experienced';
	/** What a reader should know, or slugs of lessons to read first. */
	prerequisites: string[];
	packages: PackageGroup[];
	/** Rules of Ruff that the linter in the margin looks for. */
	lint: string[];
	/** True where the type checker can be had on its pages. */
	types: boolean;
}

export interface SourceFile {
	name: string;
	text: string;
	/** Highlighted at build time: one `<span class="line">` a line, classes of lezer's classHighlighter. */
	html: string;
	readOnly: boolean;
}

/**
 * How a cell is run: `python` in the interpreter that the cells share; the others are hermetic.
 * `tests` runs pytest, `coverage` pytest measured, `shake` pytest in many orders, `mutants` pytest against mutants of `measure`.
 */
export type CellKind = 'python' | 'tests' | 'coverage' | 'shake' | 'mutants';
/** Instruments that a cell or an exercise asks for besides those that its kind brings, by the name of their probe. */
export type Shown = ProbeName;
export type CoverageView = 'lines' | 'branches' | 'conditions';

/** A tagged fence. The attributes that an author may write are listed in cell-tag.ts. */
export interface CellSpec {
	id: string;
	kind: CellKind;
	/** The fence's own file first, then the files it opens beside it, in tab order. */
	files: SourceFile[];
	/** Class of the exception that it must end with, for examples that fail on purpose. */
	raises: string | null;
	stdin: string[];
	seconds: number;
	/** Arguments for pytest as a shell would take them, which the reader can change; null where there is nothing to change. */
	args: string | null;
	/** Instruments drawn from its run. */
	shows: Shown[];
	/** The clock that it runs on until the reader says otherwise. */
	clock: ClockName;
	/** Which coverage view opens first. */
	view: CoverageView;
	/** Files that coverage, conditions and mutants look at. */
	measure: string[];
	/** How many orders a shake runs. */
	seeds: number;
	/** First seed of a shake. */
	firstSeed: number;
	/** Script that leaves what the developer's machine has; the reader can run without it. Null where every machine is fresh. */
	machine: SourceFile | null;
	/** First line that `input()` reads in a cell of kind python whose seed the reader can change; null where it takes none. */
	seed: number | null;
}

/** A broken implementation that the reader's tests must catch. */
export interface MutantSpec {
	name: string;
	/** What the reader is told while it is not caught. */
	says: string;
	/**
	 * Names of tests that must each catch it, so that a stronger test beside a weak one is not enough; empty where any test will do. Where it is
	 * put into the tests themselves no others may fail.
	 */
	caughtBy: string[];
	files: Files;
}

export interface MistakeSpec {
	name: string;
	/** Text that the verdict must contain. */
	message: string;
	files: Files;
}

/** What a project must reach under the reader's own tests, besides the checks. Null asks nothing. */
export interface Requirements {
	/** Percentages of coverage.py, 0 to 100, over `measure`. */
	lines: number | null;
	branches: number | null;
	/** Every condition of every decision must decide alone (masking MC/DC). */
	conditions: boolean;
	/** Least and greatest number of the reader's tests. */
	minTests: number;
	maxTests: number | null;
	/** The reader's tests must pass under this many seeds of pytest-randomly. */
	orders: number;
	/** The reader's tests must pass each alone. */
	alone: boolean;
	/** The reader's tests must leave no file behind, in whatever order they ran. */
	leavesNoFiles: boolean;
	measure: string[];
}

/** Code that uses what the reader writes, among the checks. A line with a reason must be flagged by the type checker, all others must not. */
export interface CallerSpec {
	/** Path in the checks, `callers/plant.py`. */
	file: string;
	/** Its docstring: who calls, and how. */
	says: string;
	flagged: { line: number; why: string }[];
}

export interface TypeRequirements {
	callers: CallerSpec[];
}

export interface ExerciseSpec {
	slug: string;
	name: string;
	title: string;
	level: 1 | 2 | 3;
	minutes: number;
	packages: PackageGroup[];
	/** `tests`: Run runs the visible tests. `program`: Run runs `entry`. */
	run: 'tests' | 'program' | 'coverage' | 'shake';
	/** Instruments drawn from a run. */
	shows: Shown[];
	/** The clock of runs and checks. */
	clock: ClockName;
	entry: string;
	/** The task and the hints as HTML. */
	task: string;
	hints: string[];
	/** The project as the reader first sees it; the first file is the one that opens. */
	start: SourceFile[];
	/** Only the files that change. */
	solution: Files;
	/** Hidden tests; each test's docstring is what the reader is told when it fails. */
	checks: Files;
	/** What the type checker judges besides the reader's own files; null where it judges nothing. */
	types: TypeRequirements | null;
	/** True where the reader's own tests are judged (against start's implementation and the mutants). */
	judgesTests: boolean;
	/** Tests that must still be there, by name, so that deleting one is not a way to green. */
	keep: string[];
	mutants: MutantSpec[];
	require: Requirements;
	stdin: string[];
	/** Time limit of each run. */
	seconds: number;
	/** As in a cell. It is there for Run; checks are always on a fresh machine. */
	machine: SourceFile | null;
	mistakes: MistakeSpec[];
}

/**
 * What a reader can be asked to guess of a cell's run, by one of the names in predict-tag.ts. Percentages are written `75 %`, counts as plain
 * numbers, `conditions-alone` as `1 of 3`, `passed-fresh` is of a run on a fresh machine, `value` as Python writes it, `exception` as the
 * class's name or `none`, `incident-told` as `within a week`, `later` or `never`.
 */
export type Reading = string;

/** A `<Predict>` as it stands in the prose. */
export interface PredictionSpec {
	/** Id of the cell whose run answers it. */
	cell: string;
	reads: Reading;
	choices: string[];
}

/** A stretch of a lesson, in the order in which it is read. `under`: id of the heading on the page that it stands under, null before the first. */
export type Block = { under: string | null } & (
	({ kind: 'prose' } & Words) | { kind: 'cell'; id: string } | ({ kind: 'guess' } & PredictionSpec & Words)
);

export interface Words {
	/** As the author wrote it, its links among them: links.ts has their addresses. Fences that are only shown are part of it. */
	markdown: string;
	/** Without marks and tags, a line for each paragraph, item and row. */
	text: string;
}

export interface Lesson {
	meta: LessonMeta;
	blocks: Block[];
	/** Headings of the second level, for the outline. */
	outline: { id: string; title: string }[];
	cells: CellSpec[];
	predictions: PredictionSpec[];
	exercises: ExerciseSpec[];
}

/** A lesson on the contents page: one that can be read, or one that is still in preparation and has no page. */
export type ContentsEntry =
	| { kind: 'lesson'; meta: LessonMeta; exercises: { name: string; title: string; level: 1 | 2 | 3 }[] }
	| { kind: 'in-preparation'; slug: string; title: string; summary: string };

export interface ContentsGroup {
	title: string;
	/** The sentence beside it. */
	says: string;
	lessons: ContentsEntry[];
}
