// The keys that lesson.md and task.md may have. What an author gets wrong is named with its line and the nearest thing that is right.
import { z } from 'zod';
import { CLOCKS, isPath, SHOWN_NAMES } from './cell-tag';
import { isLintRule } from './lint-rules';
import { isKebabCase } from './names';
import { readYaml } from './yaml';
import { groupNames } from '#lib/runtime/package-groups';

const line = z.string().trim().min(1).max(400);
const kebab = z.string().refine(isKebabCase, 'lower-case words with hyphens between them');
const path = z.string().refine(isPath, 'a relative path with / and no spaces');
const packages = z.array(z.enum(groupNames));
/** Rules of Ruff that every lesson has: a name defined twice, of which only the last is left, as with two tests of one name. */
const EVERYWHERE = ['F811'];
const percent = z.number().min(0).max(100);

/** Front matter of lesson.md. */
export const lessonSchema = z.strictObject({
	title: line,
	/** The sentence under the title. */
	dek: line,
	/** One line for the contents page. */
	summary: line,
	article: z.strictObject({ title: line, url: z.url({ protocol: /^https?$/ }), author: line }),
	/** Reading time, exercises not counted. */
	minutes: z.int().min(1).max(60),
	level: z.enum(['starting out', 'working knowledge', 'experienced']),
	prerequisites: z.array(line).default([]),
	packages: packages.default([]),
	/** Rules of Ruff, or the beginnings of some, that the linter in the margin looks for besides those of every lesson. */
	lint: z
		.array(z.string().refine(isLintRule, 'a rule of Ruff, or the beginning of some: G, LOG, PT011'))
		.default([])
		.transform((rules) => [...new Set([...rules, ...EVERYWHERE])]),
	/** The type checker can be had on its pages. */
	types: z.boolean().default(false),
	/** Names of the exercises in the order in which readers meet them. */
	exercises: z.array(kebab).default([])
});

/** Front matter of task.md. */
export const taskSchema = z.strictObject({
	title: line,
	level: z.literal([1, 2, 3]),
	minutes: z.int().min(1).max(120),
	/** The file that `run: program` runs, and that opens first unless `opens` says another. */
	entry: path,
	opens: path.optional(),
	run: z.enum(['tests', 'program', 'coverage', 'shake']).default('tests'),
	/** Instruments drawn from a run. */
	shows: z.array(z.enum(SHOWN_NAMES)).default([]),
	/** The clock of runs and checks. */
	clock: z.enum(CLOCKS).default('real'),
	packages: packages.optional(),
	'read-only': z.array(path).default([]),
	'judges-tests': z.boolean().default(false),
	/** Names of tests that must still be there. */
	keep: z.array(line).default([]),
	measure: z.array(path).optional(),
	require: z
		.strictObject({
			lines: percent.optional(),
			branches: percent.optional(),
			conditions: z.boolean().default(false),
			'min-tests': z.int().min(0).default(0),
			'max-tests': z.int().min(1).optional(),
			orders: z.int().min(0).max(200).default(0),
			alone: z.boolean().default(false),
			'leaves-no-files': z.boolean().default(false)
		})
		.optional(),
	/** The type checker judges the reader's files and the callers in checks/callers/. */
	types: z.boolean().default(false),
	stdin: z.array(z.string()).default([]),
	seconds: z.int().min(1).max(120).default(10)
});

export type LessonFrontMatter = z.infer<typeof lessonSchema>;
export type TaskFrontMatter = z.infer<typeof taskSchema>;

/** Line of the file in which its front matter's YAML begins. */
const FIRST_LINE = 2;

/** Reads `yaml` by `schema`. Throws a LessonError with the line of the key that is wrong, or of the place where the YAML breaks. */
export const readFrontMatter = <S extends z.ZodObject>(file: string, yaml: string, schema: S): z.infer<S> =>
	readYaml(yaml, schema, { file, firstLine: FIRST_LINE, what: 'the front matter' }).value;
