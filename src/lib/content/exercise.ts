// An exercise as it stands on disk, read whole: nothing missing, nothing that nobody reads.
import { join } from 'node:path';
import { isFile, isFolder, namesIn, readFiles, readText, refuseStrays, shown } from './folder';
import { highlightFile } from './highlight';
import { LessonError, meant } from './lesson-error';
import { isCodeFile, isTestFile } from '#lib/runtime/files';
import { isKebabCase } from './names';
import { readCallers } from './callers';
import { readTask } from './task';
import type { LinkTargets } from './links';
import type { TaskFrontMatter } from './front-matter';
import type { PackageGroup } from '#lib/runtime/package-groups';
import type { Files } from '#lib/runtime/protocol';
import type { ExerciseSpec, Requirements, SourceFile } from './types';
import { refuseSilentChecks } from './silent-checks';

/** Leaves what the developer's machine has, for Run; may be left out. */
const MACHINE = 'machine.py';
/** In a mutant's folder: names of the tests that must catch it, one a line; may be left out. */
const CAUGHT_BY = 'caught-by.txt';
const PARTS = ['task.md', 'start', 'solution', 'checks', 'mistakes', 'mutants', MACHINE];

/** Reads the exercise in `folder`. Throws a LessonError. */
export function readExercise(
	folder: string,
	name: string,
	targets: LinkTargets,
	lessonPackages: PackageGroup[]
): ExerciseSpec {
	refuseStrays(folder, PARTS);
	const taskFile = join(folder, 'task.md');
	const { frontMatter, task, hints } = readTask(shown(taskFile), readText(taskFile), targets);
	const start = readFiles(join(folder, 'start'));
	const solution = readFiles(join(folder, 'solution'));
	const checks = readFiles(join(folder, 'checks'));
	const at = { file: shown(taskFile), line: 1 };
	const requireIn = (key: string, names: readonly string[]) => {
		const missing = names.find((file) => !(file in start));
		if (missing === undefined) return;
		throw new LessonError(
			at,
			`${key} names "${missing}", which is not in start/`,
			meant(missing, Object.keys(start))
		);
	};
	if (!Object.keys(start).length)
		throw missingFolder(folder, 'start', 'the project as the reader first sees it');
	const first = frontMatter.opens ?? frontMatter.entry;
	requireIn('entry', [frontMatter.entry]);
	requireIn('opens', [first]);
	requireIn('read-only', frontMatter['read-only']);
	requireIn('measure', frontMatter.measure ?? []);
	if (!Object.keys(solution).length) throw missingFolder(folder, 'solution', 'the files that change');
	for (const [file, text] of Object.entries(solution)) {
		if (frontMatter['read-only'].includes(file)) {
			throw new LessonError(
				at,
				`the solution changes "${file}", which is read-only`,
				'take it out of one of them'
			);
		}
		if (start[file] !== text) continue;
		throw new LessonError(
			{ file: shown(join(folder, 'solution', file)), line: null },
			'this file is the same in start/',
			'keep only the files that change'
		);
	}
	if (frontMatter['read-only'].includes(first)) {
		const remedy = `name the file that is to be changed, opens: ${Object.keys(solution)[0] ?? ''}`;
		throw new LessonError(at, `"${first}" opens first and is read-only`, remedy);
	}
	for (const file of Object.keys(checks)) {
		if (file in start || file in solution) {
			throw new LessonError(
				{ file: shown(join(folder, 'checks', file)), line: null },
				'a file of the reader has the same name',
				'name it otherwise, test_checks.py'
			);
		}
	}
	if (Object.keys(checks).length && !frontMatter.types && !Object.keys(checks).some(isTestFile)) {
		throw missingFolder(folder, 'checks', 'a file that pytest collects, test_*.py');
	}
	refuseSilentChecks(checks, shown(join(folder, 'checks')));
	const machine = machineIn(folder);
	if (machine && frontMatter.run !== 'tests' && frontMatter.run !== 'coverage') {
		const remedy = 'make it run: tests or run: coverage, or take machine.py out';
		throw new LessonError(at, `${MACHINE} means nothing to run: ${frontMatter.run}`, remedy);
	}
	const require = requirementsOf(frontMatter, start);
	const types = readCallers(checks, frontMatter.types, {
		file: shown(taskFile),
		checks: shown(join(folder, 'checks'))
	});
	if (!Object.keys(checks).length && !frontMatter['judges-tests'] && frontMatter.require === undefined) {
		throw new LessonError(
			at,
			'nothing in this exercise could fail',
			'give it checks/, judges-tests: true or require:'
		);
	}
	const known = { ...start, ...solution };
	return {
		slug: targets.slug,
		name,
		title: frontMatter.title,
		level: frontMatter.level,
		minutes: frontMatter.minutes,
		packages: frontMatter.packages ?? lessonPackages,
		run: frontMatter.run,
		shows: frontMatter.shows,
		clock: frontMatter.clock,
		entry: frontMatter.entry,
		task,
		hints,
		start: sourceFiles(start, frontMatter),
		solution,
		checks,
		types,
		judgesTests: frontMatter['judges-tests'],
		keep: frontMatter.keep,
		mutants: overlays(join(folder, 'mutants'), 'says.txt', known, { put: 'bug', over: known }, CAUGHT_BY).map(
			({ name, text, names, files }) => ({
				name,
				says: text,
				caughtBy: names,
				files
			})
		),
		require,
		stdin: frontMatter.stdin,
		seconds: frontMatter.seconds,
		machine,
		mistakes: overlays(join(folder, 'mistakes'), 'message.txt', known, { put: 'mistake', over: start }).map(
			({ name, text, files }) => ({
				name,
				message: text,
				files
			})
		)
	};
}

function machineIn(folder: string): SourceFile | null {
	const path = join(folder, MACHINE);
	if (!isFile(path)) return null;
	const text = readText(path);
	return { name: MACHINE, text, html: highlightFile(MACHINE, text), readOnly: true };
}

/** The file that opens first, then the others by name. */
function sourceFiles(start: Files, { entry, opens, 'read-only': frozen }: TaskFrontMatter): SourceFile[] {
	const first = opens ?? entry;
	const names = [first, ...Object.keys(start).filter((name) => name !== first)];
	return names.map((name) => {
		const text = start[name] ?? '';
		return { name, text, html: highlightFile(name, text), readOnly: frozen.includes(name) };
	});
}

function requirementsOf({ require, measure }: TaskFrontMatter, start: Files): Requirements {
	return {
		lines: require?.lines ?? null,
		branches: require?.branches ?? null,
		conditions: require?.conditions ?? false,
		minTests: require?.['min-tests'] ?? 0,
		maxTests: require?.['max-tests'] ?? null,
		orders: require?.orders ?? 0,
		alone: require?.alone ?? false,
		leavesNoFiles: require?.['leaves-no-files'] ?? false,
		measure: measure ?? Object.keys(start).filter(isCodeFile)
	};
}

interface Overlay {
	name: string;
	text: string;
	/** Lines of the file of names. */
	names: string[];
	files: Files;
}

/** Folders of files that are put over others, each with a text beside them, and with names where `namesFile` may be there. */
function overlays(
	folder: string,
	textFile: string,
	known: Files,
	{ put, over }: { put: 'bug' | 'mistake'; over: Files },
	namesFile?: string
): Overlay[] {
	return namesIn(folder).map((name) => {
		const at = { file: shown(join(folder, name)), line: null };
		if (!isFolder(join(folder, name))) {
			throw new LessonError(at, 'nothing reads this file', 'make a folder for it');
		}
		if (!isKebabCase(name)) throw new LessonError(at, 'this name is not kebab-case', 'write it like-this');
		if (!isFile(join(folder, name, textFile))) {
			throw new LessonError(at, `${textFile} is missing`, 'write in it what the reader must be told');
		}
		const { [textFile]: text = '', ...others } = readFiles(join(folder, name));
		const { [namesFile ?? '']: list = '', ...files } = others;
		const names = list.split('\n').map((line) => line.trim());
		if (!text.trim()) {
			const file = shown(join(folder, name, textFile));
			throw new LessonError({ file, line: null }, 'this file is empty', 'write what the reader must be told');
		}
		if (!Object.keys(files).length)
			throw new LessonError(at, 'no file is changed here', 'put the changed files in it');
		const whole: Files = { ...over, ...files };
		if (Object.keys(known).every((file) => whole[file] === known[file])) {
			throw new LessonError(at, 'every file here is as in the right code', `put the ${put} in`);
		}
		const stray = Object.keys(files).find((file) => !(file in known));
		if (stray !== undefined) {
			throw new LessonError(
				{ file: shown(join(folder, name, stray)), line: null },
				'neither start/ nor solution/ has this file',
				meant(stray, Object.keys(known))
			);
		}
		return { name, text: text.trim(), names: names.filter(Boolean), files };
	});
}

function missingFolder(folder: string, part: string, holds: string): LessonError {
	return new LessonError(
		{ file: shown(join(folder, part)), line: null },
		`${part}/ is missing or has no such file`,
		`put in it ${holds}`
	);
}
