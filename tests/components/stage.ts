// Puts cells on an empty page, as a lesson would, with a runtime that answers by rule: most often with what Python has reported once
// (tests/fixtures/reports).
import '../../src/app.css';
import { mount, unmount } from 'svelte';
import { onTestFinished } from 'vitest';
import { page, type Locator } from 'vitest/browser';
import type { TypeChecker } from '#lib/analysis/types/type-checker.svelte';
import { loadParts } from '#lib/components/parts';
import type { CellSpec } from '#lib/content/types';
import { Notebook } from '#lib/notebook/notebook.svelte';
import { FakeRuntime, type FakeAnswers } from '#lib/project/fake-runtime';
import { Shelf } from '#lib/progress/shelf.svelte';
import type { Runtime, RuntimeState } from '#lib/runtime/runtime';
import Stage from './Stage.svelte';

const reports = import.meta.glob<unknown>('../fixtures/reports/*.json', { eager: true, import: 'default' });

/** The names of all that was recorded, without their ending. */
export const RECORDED = Object.keys(reports).map((path) => path.replace(/^.*\/|\.json$/g, ''));

/** What Python once reported. worker/reports.test.ts holds each file to its schema. */
export function recorded<R>(name: string): R {
	const report = reports[`../fixtures/reports/${name}.json`];
	if (report === undefined) throw new Error(`nothing was recorded as ${name}`);
	return structuredClone(report) as R;
}

/** Python that is there, and answers by rule. */
export class ReadyRuntime extends FakeRuntime implements Runtime {
	readonly state: RuntimeState = { phase: 'ready' };
	subscribe = () => () => {};
	need = () => {};
	start = () => Promise.resolve();
}

export interface Staged {
	runtime: FakeRuntime;
	notebook: Notebook;
	/** The first cell. */
	cell: Locator;
	/** Presses Run in it. */
	run: () => Promise<void>;
}

interface Around {
	checker?: TypeChecker | null;
}

/** A cell or an exercise may need any of them. */
export const parts = await loadParts(['types', 'files', 'machine', 'investigations']);

/** Lessons are told apart by their number, so that nothing that one test keeps on the device is there in another. */
let lessons = 0;

/** Until the test is over. */
export function stage(
	cells: readonly CellSpec[],
	answers: FakeAnswers = {},
	{ checker = null }: Around = {}
): Staged {
	const runtime = new ReadyRuntime(answers);
	const shelf = new Shelf();
	lessons += 1;
	const notebook = new Notebook({
		lesson: `lesson-${lessons}`,
		cells,
		runtime,
		shelf,
		investigationOf: parts.investigations?.investigationOf ?? null
	});
	const target = document.body.appendChild(document.createElement('div'));
	const staged = mount(Stage, { target, props: { runtime, shelf, notebook, checker, parts } });
	onTestFinished(async () => {
		await unmount(staged);
		target.remove();
	});
	const cell = page.getByRole('region', { name: `Cell ${cells[0]?.id ?? ''}`, exact: true });
	return { runtime, notebook, cell, run: () => cell.getByRole('button', { name: /^Run/ }).click() };
}
