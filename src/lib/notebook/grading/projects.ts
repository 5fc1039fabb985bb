// Which files are judged. What a reader may not change is put back, and what does not belong to the exercise is left out: no stray
// conftest.py, pytest.ini or pytest.py can bend a check, unless writing that very file is the exercise.
import type { ExerciseSpec } from '#lib/content/types';
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
	const start = Object.fromEntries(exercise.start.map((file) => [file.name, file.text]));
	const frozen = new Set(exercise.start.filter((file) => file.readOnly).map((file) => file.name));
	if (exercise.judgesTests) {
		// Tests are judged against the code as given, even where an author has left it open to change.
		for (const name of exercise.require.measure) if (!(name in exercise.solution)) frozen.add(name);
	}
	const own: Record<string, string> = { ...start };
	for (const [name, text] of Object.entries(files)) {
		const belongs = name in start || name in exercise.solution;
		if (belongs && !frozen.has(name)) own[name] = text;
	}
	const right: Record<string, string> = {};
	for (const name of exercise.mutants.flatMap((mutant) => Object.keys(mutant.files))) {
		const text = exercise.solution[name] ?? start[name];
		if (text !== undefined) right[name] = text;
	}
	return { own, sound: { ...own, ...right }, checked: { ...own, ...exercise.checks } };
}

/** The same program, written a little differently: a test that only compares source text now fails. */
export function rewritten(files: Files, names: Iterable<string>): Files {
	const all: Record<string, string> = { ...files };
	for (const name of names) {
		const text = all[name];
		if (text !== undefined && name.endsWith('.py'))
			all[name] = `${text.replace(/\n*$/, '\n')}# The same code once more.\n`;
	}
	return all;
}
