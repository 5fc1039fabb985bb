// Lessons from disk, for pages while they are prerendered, for the content tests and for scripts. Everything is read afresh at each
// call, so that an author's edit shows at the next reload. Whatever is wrong is thrown as a LessonError.
import { join } from 'node:path';
import { blocksOf } from './blocks';
import { isTagged, parseCellTag, type CellTag } from './cell-tag';
import { readContents } from './contents';
import { readExercise } from './exercise';
import { isFolder, namesIn, projectRoot, readFiles, readText, refuseStrays, shown } from './folder';
import { lessonSchema, readFrontMatter, type LessonFrontMatter } from './front-matter';
import { highlightFile, SHOWN_LANGUAGES } from './highlight';
import { LessonError, meant } from './lesson-error';
import { checkLink, type LinkTargets } from './links';
import { isCodeFile, isTestFile } from '#lib/runtime/files';
import { isKebabCase } from './names';
import { READINGS } from './predict-tag';
import { readProse, type Prose } from './prose';
import { readSource, type Source } from './source';
import type { Files } from '#lib/runtime/protocol';
import type { CellSpec, ContentsGroup, ExerciseSpec, Lesson, LessonMeta, SourceFile } from './types';

/** Where lessons are read from; tests have folders of their own. */
export const lessonsFolder = () => join(projectRoot(), 'src', 'lessons');

const contentsFile = () => join(lessonsFolder(), 'contents.yaml');
const listed = () => readContents(shown(contentsFile()), readText(contentsFile()));

/** Slugs of the lessons that can be read, in the order of the contents, others after them. */
export function lessonSlugs(root = lessonsFolder()): string[] {
	const order = listed().flatMap((group) => group.lessons.map((lesson) => lesson.slug));
	const rank = (slug: string) => (order.indexOf(slug) === -1 ? order.length : order.indexOf(slug));
	return namesIn(root)
		.filter((name) => isFolder(join(root, name)))
		.sort((a, b) => rank(a) - rank(b));
}

/** A lesson whole. `root` is the folder that holds the lessons. */
export function loadLesson(slug: string, root = lessonsFolder()): Lesson {
	const folder = folderOf(slug, root);
	const { source, frontMatter, prose, targets } = readLessonFile(slug, root);
	checkAllLinks(source, prose, targets);
	const cells = cellsOf(source, readFiles(join(folder, 'files')), join(folder, 'files'));
	checkPredictions(source, prose, cells);
	return {
		meta: metaOf(slug, frontMatter),
		blocks: blocksOf(source, prose),
		outline: prose.headings.filter(({ level }) => level === 2).map(({ id, title }) => ({ id, title })),
		cells,
		predictions: prose.predictions.map(({ cell, reads, choices }) => ({ cell, reads, choices })),
		exercises: frontMatter.exercises.map((name) =>
			readExercise(join(folder, 'exercises', name), name, { ...targets, fragments: [] }, frontMatter.packages)
		)
	};
}

/** One exercise of a lesson. */
export function loadExercise(slug: string, name: string, root = lessonsFolder()): ExerciseSpec {
	const { frontMatter, targets } = readLessonFile(slug, root);
	const file = shown(join(root, slug, 'lesson.md'));
	if (!frontMatter.exercises.includes(name)) {
		throw new LessonError({ file, line: 1 }, `no exercise "${name}"`, meant(name, frontMatter.exercises));
	}
	const folder = join(root, slug, 'exercises', name);
	return readExercise(folder, name, { ...targets, fragments: [] }, frontMatter.packages);
}

/** The front matter of a lesson alone. */
export function loadMeta(slug: string, root = lessonsFolder()): LessonMeta {
	return metaOf(slug, readLessonFile(slug, root).frontMatter);
}

/** The contents: every group, lessons that can be read and those in preparation, in order. */
export function loadContents(): ContentsGroup[] {
	const slugs = lessonSlugs();
	const groups = listed();
	const file = shown(contentsFile());
	const unlisted = slugs.find((slug) =>
		groups.every(({ lessons }) => lessons.every((lesson) => lesson.slug !== slug))
	);
	if (unlisted !== undefined) {
		throw new LessonError(
			{ file, line: null },
			`the lesson "${unlisted}" is not listed`,
			'add it to a group'
		);
	}
	return groups.map(({ title, says, lessons }) => ({
		title,
		says,
		lessons: lessons.map((entry) => {
			if (slugs.includes(entry.slug)) {
				const { meta, exercises } = loadLesson(entry.slug);
				return {
					kind: 'lesson' as const,
					meta,
					exercises: exercises.map(({ name, title, level }) => ({ name, title, level }))
				};
			}
			if (entry.inPreparation === null) {
				throw new LessonError(
					{ file, line: entry.line },
					`there is no lesson "${entry.slug}"`,
					'write it, or give it in-preparation: with a title and a summary'
				);
			}
			return { kind: 'in-preparation' as const, slug: entry.slug, ...entry.inPreparation };
		})
	}));
}

interface LessonFile {
	source: Source;
	frontMatter: LessonFrontMatter;
	prose: Prose;
	targets: LinkTargets;
}

/** lesson.md, and that the folder around it holds just what it should. */
function readLessonFile(slug: string, root: string): LessonFile {
	const folder = folderOf(slug, root);
	const path = join(folder, 'lesson.md');
	refuseStrays(folder, ['lesson.md', 'files', 'exercises']);
	const source = readSource(shown(path), readText(path));
	const frontMatter = readFrontMatter(source.file, source.frontMatter, lessonSchema);
	const names = namesIn(join(folder, 'exercises'));
	const at = { file: source.file, line: 1 };
	for (const name of frontMatter.exercises) {
		if (!names.includes(name)) {
			throw new LessonError(at, `exercises names "${name}", which has no folder`, meant(name, names));
		}
	}
	for (const name of names) {
		if (!frontMatter.exercises.includes(name)) {
			throw new LessonError(at, `the exercise "${name}" is not listed`, 'add it to exercises: in its place');
		}
	}
	const prose = readProse(source);
	return { source, frontMatter, prose, targets: linkTargets(slug, root, prose) };
}

/** What links in a lesson may lead to. */
function linkTargets(slug: string, root: string, prose: Prose): LinkTargets {
	return {
		slug,
		lessons: lessonSlugs(root),
		exercisesOf: (other) => namesIn(join(root, other, 'exercises')),
		fragments: prose.headings.map(({ id }) => id)
	};
}

function checkAllLinks(source: Source, prose: Prose, targets: LinkTargets): void {
	for (const { line, url } of prose.links) checkLink(url, { file: source.file, line }, targets);
}

function cellsOf(source: Source, shared: Files, folder: string): CellSpec[] {
	const cells: CellSpec[] = [];
	const used = new Set<string>();
	for (const { line, language, info, text } of source.fences) {
		const at = { file: source.file, line };
		if (!isTagged(info)) {
			if (info) throw new LessonError(at, `"${info}" after a language`, 'add cell=<id>, or take it out');
			if (!SHOWN_LANGUAGES.some((known) => known === language)) {
				const what = language ? `a fence in "${language}"` : 'a fence without a language';
				throw new LessonError(
					at,
					what,
					language ? meant(language, SHOWN_LANGUAGES) : 'write ```text, or ```python'
				);
			}
			continue;
		}
		if (language !== 'python') throw new LessonError(at, `a cell in "${language}"`, 'cells are ```python');
		const tag = parseCellTag(info, at);
		if (cells.some(({ id }) => id === tag.id)) {
			throw new LessonError(at, `the cell id "${tag.id}" stands twice`, 'give each cell an id of its own');
		}
		if (!text.trim()) throw new LessonError(at, `the cell "${tag.id}" is empty`, 'give it a line of code');
		const files: Record<string, string> = { [tag.file]: `${text}\n` };
		for (const name of tag.with) {
			const found = shared[name];
			if (found === undefined) {
				const remedy = Object.keys(shared).length ? meant(name, Object.keys(shared)) : 'write it in files/';
				throw new LessonError(at, `with= names "${name}", which is not in files/`, remedy);
			}
			if (name in files)
				throw new LessonError(at, `two files named "${name}" in a cell`, 'rename one of them');
			files[name] = found;
			used.add(name);
		}
		const machine = tag.machine === null ? null : machineOf(tag.machine, shared, at);
		if (machine) used.add(machine.name);
		cells.push(cellOf(tag, files, machine, at));
	}
	const unused = Object.keys(shared).find((name) => !used.has(name));
	if (unused !== undefined) {
		throw new LessonError(
			{ file: shown(join(folder, unused)), line: null },
			'no cell opens this file',
			'name it in with="…", or take it out'
		);
	}
	return cells;
}

/** The script that `machine=` names: Python, and no file of the cell, as it lies about outside the project. */
function machineOf(name: string, shared: Files, at: { file: string; line: number }): SourceFile {
	const text = shared[name];
	if (text === undefined) {
		const remedy = Object.keys(shared).length ? meant(name, Object.keys(shared)) : 'write it in files/';
		throw new LessonError(at, `machine= names "${name}", which is not in files/`, remedy);
	}
	if (!isCodeFile(name)) {
		throw new LessonError(
			at,
			`machine= names "${name}"`,
			'name a Python script that is no test, machine=developer.py'
		);
	}
	return { name, text, html: highlightFile(name, text), readOnly: true };
}

function cellOf(
	tag: CellTag,
	files: Files,
	machine: SourceFile | null,
	at: { file: string; line: number }
): CellSpec {
	const names = Object.keys(files);
	if (tag.kind !== 'python' && !names.some(isTestFile)) {
		throw new LessonError(
			at,
			`pytest collects no file of the cell "${tag.id}"`,
			'name one of them test_….py'
		);
	}
	const foreign = tag.measure?.find((name) => !names.includes(name));
	if (foreign !== undefined) {
		throw new LessonError(at, `measure= names "${foreign}", which is not in the cell`, meant(foreign, names));
	}
	const measured = tag.kind === 'coverage' || tag.kind === 'mutants';
	const measure = measured ? (tag.measure ?? names.filter(isCodeFile)) : [];
	if (measured && !measure.length) {
		throw new LessonError(
			at,
			`the cell "${tag.id}" has nothing to measure`,
			'add a module, with="module.py"'
		);
	}
	return {
		id: tag.id,
		kind: tag.kind,
		files: names.map((name) => {
			const text = files[name] ?? '';
			return { name, text, html: highlightFile(name, text), readOnly: false };
		}),
		raises: tag.raises,
		stdin: tag.stdin,
		seconds: tag.seconds,
		args: tag.args,
		shows: tag.shows,
		clock: tag.clock,
		view: tag.view,
		measure,
		seeds: tag.seeds,
		firstSeed: tag.firstSeed,
		machine,
		seed: tag.seed
	};
}

function checkPredictions(source: Source, prose: Prose, cells: readonly CellSpec[]): void {
	for (const { line, cell: id, reads } of prose.predictions) {
		const at = { file: source.file, line };
		const cell = cells.find((candidate) => candidate.id === id);
		if (!cell) {
			const ids = cells.map((candidate) => candidate.id);
			throw new LessonError(at, `<Predict> names the cell "${id}", which is not there`, meant(id, ids));
		}
		const kinds = READINGS[reads] ?? [];
		if (!kinds.includes(cell.kind)) {
			throw new LessonError(
				at,
				`"${reads}" cannot be read from "${id}", a cell of kind ${cell.kind}`,
				`read it from a cell of kind ${kinds.join(' or ')}`
			);
		}
	}
}

function metaOf(slug: string, { exercises: _, ...rest }: LessonFrontMatter): LessonMeta {
	return { slug, ...rest };
}

/** Pages with cells that are no lessons: what readers type there is kept under these names. */
const PAGES = ['contents', 'playground'];

function folderOf(slug: string, root: string): string {
	const folder = join(root, slug);
	const at = { file: shown(folder), line: null };
	if (!isKebabCase(slug))
		throw new LessonError(at, `"${slug}" is no slug`, 'write it in kebab-case, like-this');
	if (PAGES.includes(slug))
		throw new LessonError(at, `"${slug}" is a page of its own`, 'give the lesson another slug');
	if (!isFolder(folder)) throw new LessonError(at, 'there is no such lesson', meant(slug, lessonSlugs(root)));
	return folder;
}
