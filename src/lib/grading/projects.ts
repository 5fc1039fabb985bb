// Which files are judged. What a reader may not change is put back, and what does not belong to the exercise is left out: no stray
// conftest.py, pytest.ini or pytest.py can bend a check, unless writing that very file is the exercise.
import type { ExerciseSpec } from '#lib/content/types';
import { isCodeFile } from '#lib/runtime/files';
import type { Files } from '#lib/runtime/protocol';

export interface Projects {
	/** The reader's project. */
	own: Files;
	/** The same with the right implementation in every file that a mutant changes. */
	sound: Files;
	/** The reader's project with the checks in it. */
	checked: Files;
}

export function projectsOf(exercise: ExerciseSpec, files: Files): Projects {
	const start = startOf(exercise);
	const own: Record<string, string> = { ...start };
	for (const [name, text] of Object.entries(files)) {
		const belongs = name in start || name in exercise.solution;
		if (belongs && !isFrozen(exercise, name)) own[name] = text;
	}
	const right: Record<string, string> = {};
	for (const name of exercise.mutants.flatMap((mutant) => Object.keys(mutant.files))) {
		const text = exercise.solution[name] ?? start[name];
		if (text !== undefined) right[name] = text;
	}
	return { own, sound: { ...own, ...right }, checked: { ...own, ...exercise.checks } };
}

const startOf = (exercise: ExerciseSpec) =>
	Object.fromEntries(exercise.start.map((file) => [file.name, file.text]));

/** True for a file that the reader cannot change. */
export function isFrozen({ start, judgesTests, require, solution }: ExerciseSpec, name: string): boolean {
	if (start.some((file) => file.name === name && file.readOnly)) return true;
	// Tests are judged against the code as given, even where an author has left it open to change.
	return judgesTests && require.measure.includes(name) && !(name in solution);
}

/** The code that the reader's tests are about: what is measured or has bugs put into it, and is not for the reader to write. */
export function subjectsOf(exercise: ExerciseSpec): string[] {
	const { mutants, require, solution } = exercise;
	const names = [...mutants.flatMap(({ files }) => Object.keys(files)), ...require.measure];
	return [...new Set(names)].filter((name) => isCodeFile(name) && !(name in solution));
}

/**
 * The project with other code in it, for `Court.run`. The code is changed behind its files: a test that reads them, in place of calling
 * what is in them, sees nothing of the change.
 */
export function withOther(files: Files, changed: Files): { files: Files; behind: Files } {
	const part = (isBehind: boolean): Files =>
		Object.fromEntries(Object.entries(changed).filter(([name]) => isCodeFile(name) === isBehind));
	return { files: { ...files, ...part(false) }, behind: part(true) };
}

/** The same program in other words: a test that only compares source text now fails. `same` has it for the code that tests are about. */
export function rewritten(files: Files, names: Iterable<string>, same: Files): Files {
	const all: Record<string, string> = { ...files };
	for (const name of names) {
		const text = all[name];
		if (text !== undefined && name.endsWith('.py'))
			all[name] = same[name] ?? `${text.replace(/\n*$/, '\n')}# The same code once more.\n`;
	}
	return all;
}
