// The lesson's prose, compiled from its lesson.md, and what of its parts the page has.
import { error } from '@sveltejs/kit';
import type { Component } from 'svelte';
import { loadParts } from '#lib/components/parts';
import type { PageLoad } from './$types';

const pages = import.meta.glob<{ default: Component }>('/src/lessons/*/lesson.md');

export const load: PageLoad = async ({ params, data }) => {
	const open = pages[`/src/lessons/${params.slug}/lesson.md`];
	if (!open) error(404, 'There is no such lesson.');
	const [{ default: Prose }, parts] = await Promise.all([open(), loadParts(data.has)]);
	return { ...data, Prose, parts };
};
