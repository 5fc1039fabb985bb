// An exercise as it is laid out: what is in sight when, at which width, and how the panes are moved.
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import { mount, unmount } from 'svelte';
import type { grade } from '#lib/grading/grade';
import type { Verdict } from '#lib/grading/verdict';
import { Exercise } from '#lib/notebook/exercise.svelte';
import { exerciseSpec, sourceFile, testResult, testsReport } from '#lib/project/fake-runtime';
import { Shelf } from '#lib/progress/shelf.svelte';
import { barriers } from './access';
import ExerciseStage from './ExerciseStage.svelte';
import { parts, ReadyRuntime } from './stage';

const LONG = Array.from({ length: 120 }, (_, i) => `line_${i} = ${i}`).join('\n');
const item = (label: string, ok: boolean) => ({
	kind: 'check' as const,
	label,
	ok,
	says: `${label} was seen.`
});
const NOT_YET: Verdict = {
	kind: 'not-yet',
	headline: '1 of 3 checks passes.',
	items: [item('one', true), item('two', false), item('three', false)]
};
const PASSED: Verdict = { kind: 'passed', headline: '3 of 3 checks pass.', items: [item('one', true)] };

let exercises = 0;

function open(verdict: Verdict): Locator {
	const runtime = new ReadyRuntime({ runTests: () => testsReport([testResult('t.py::test_a')]) });
	const shelf = new Shelf();
	exercises += 1;
	const judge: typeof grade = () => Promise.resolve(verdict);
	const exercise = new Exercise({
		spec: exerciseSpec({
			name: `exercise-${exercises}`,
			title: `Task ${exercises}`,
			task: `<p>${'What is asked for. '.repeat(60)}</p>`,
			start: [sourceFile('code.py', LONG), sourceFile('given.py', 'given', true)],
			solution: { 'code.py': LONG.replace('line_3 = 3', 'line_3 = 4') },
			hints: ['<p>Look here.</p>', '<p>And here.</p>']
		}),
		runtime,
		shelf,
		shakeOf: null,
		grade: judge
	});
	const target = document.body.appendChild(document.createElement('div'));
	const staged = mount(ExerciseStage, { target, props: { runtime, shelf, exercise, parts } });
	onTestFinished(async () => {
		await unmount(staged);
		target.remove();
	});
	return page.getByRole('region', { name: `Exercise: Task ${exercises}`, exact: true });
}

const button = (within: Locator, name: RegExp | string) => within.getByRole('button', { name });
const bar = (exercise: Locator) => exercise.getByRole('toolbar', { name: 'Exercise' });
const status = (exercise: Locator) => exercise.getByRole('status').filter({ hasText: /Passed|Not yet/ });
const pane = (exercise: Locator, name: string) => exercise.getByRole('group', { name, exact: true });

/** Throws where some of it lies outside of the window, or beneath something else. */
function expectInSight(locator: Locator): void {
	const element = locator.element();
	const { left, right, top, bottom } = element.getBoundingClientRect();
	expect([left >= 0, top >= 0, right <= innerWidth, bottom <= innerHeight]).toEqual([true, true, true, true]);
	const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
	expect(element.contains(hit) || hit?.contains(element)).toBe(true);
}

beforeEach(() => {
	// As src/app.html says once scripts run.
	document.documentElement.dataset.scripts = '';
	localStorage.removeItem('shakeout:panes');
});

test.each([
	[1280, 720],
	[1100, 640],
	[820, 1000],
	[360, 640]
])('has its bar in sight on opening and its verdict once it is there, at %i by %i', async (width, height) => {
	await page.viewport(width, height);
	const exercise = open(NOT_YET);
	for (const name of [/^Check/, /^Run/, /^Hint/, 'Solution']) expectInSight(button(bar(exercise), name));
	await button(exercise, /^Check/).click();
	await expect.element(status(exercise)).toHaveTextContent('Not yet. 1 of 3 checks passes.');
	expectInSight(status(exercise));
	expectInSight(button(bar(exercise), /^Check/));
	expect(document.documentElement.scrollWidth).toBe(width);
});

test('shows task, code and result beside each other in a wide window', async () => {
	await page.viewport(1280, 720);
	const exercise = open(NOT_YET);
	const lefts = ['Task', 'Code', 'Result'].map((name) => {
		const { left, top } = pane(exercise, name).element().getBoundingClientRect();
		expect(top).toBeLessThan(200);
		return left;
	});
	expect(lefts).toEqual(lefts.toSorted((a, b) => a - b));
	expect(new Set(lefts).size).toBe(3);
});

test('moves a divider by keyboard within its bounds, and keeps it for the next exercise', async () => {
	await page.viewport(1280, 720);
	const exercise = open(NOT_YET);
	const divider = exercise.getByRole('separator', { name: 'Between task and code' });
	const width = () => pane(exercise, 'Task').element().getBoundingClientRect().width;
	const value = () => Number(divider.element().getAttribute('aria-valuenow'));
	const [least, most] = ['aria-valuemin', 'aria-valuemax'].map((name) =>
		Number(divider.element().getAttribute(name))
	);
	const before = value();
	const wide = width();
	(divider.element() as HTMLElement).focus();
	await userEvent.keyboard('{ArrowRight}{ArrowRight}');
	await expect.poll(value).toBe(before + 4);
	expect(width()).toBeGreaterThan(wide + 30);
	await userEvent.keyboard('{End}{ArrowRight}');
	await expect.poll(value).toBe(most);
	await userEvent.keyboard('{Home}');
	await expect.poll(value).toBe(least);
	const next = open(PASSED).getByRole('separator', { name: 'Between task and code' });
	await expect.poll(() => Number(next.element().getAttribute('aria-valuenow'))).toBe(least);
});

test('shows one at a time in a narrow window: what is pressed leads to what it brings', async () => {
	await page.viewport(360, 640);
	const exercise = open(NOT_YET);
	const shown = () =>
		['Task', 'Code', 'Result'].filter((name) => pane(exercise, name).query()?.checkVisibility() ?? false);
	expect(shown()).toEqual(['Task']);
	await button(exercise, 'Code').click();
	expect(shown()).toEqual(['Code']);
	await button(exercise, /^Check/).click();
	await expect.element(status(exercise)).toHaveTextContent('Not yet.');
	// Whoever is at the code stays there, and is told.
	expect(shown()).toEqual(['Code']);
	await button(exercise, 'See why').click();
	expect(shown()).toEqual(['Result']);
	await expect.element(exercise.getByText('two was seen.')).toBeVisible();
	await button(exercise, 'Code').click();
	await button(exercise, /^Hint 1/).click();
	expect(shown()).toEqual(['Result']);
	await expect.element(exercise.getByText('Look here.')).toBeInViewport();
	await button(exercise, 'Task').click();
	await button(exercise, /^Run/).click();
	expect(shown()).toEqual(['Result']);
});

test('leads on once it is passed', async () => {
	await page.viewport(1280, 720);
	const exercise = open(PASSED);
	await button(exercise, /^Check/).click();
	await expect.element(status(exercise)).toHaveTextContent('Passed. 3 of 3 checks pass.');
	expectInSight(exercise.getByRole('link', { name: 'Next: The next one' }));
});

test('keeps nobody out, before and after a check, with hints and the solution open', async () => {
	const exercise = open(NOT_YET);
	const whole = exercise.element().closest('main') ?? document.body;
	expect(await barriers(whole)).toEqual([]);
	await page.viewport(1280, 720);
	await button(exercise, /^Check/).click();
	await expect.element(status(exercise)).toHaveTextContent('Not yet.');
	await button(exercise, /^Hint 1/).click();
	await button(exercise, 'Solution').click();
	await expect.element(exercise.getByText('The editor still has your code.')).toBeInTheDocument();
	expect(await barriers(whole)).toEqual([]);
});
