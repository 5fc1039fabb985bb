// What of its parts the page has.
import { loadParts } from '#lib/components/parts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => ({ ...data, parts: await loadParts(data.has) });
