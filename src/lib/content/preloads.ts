// Which scripts a page imports only once it is alive, by the client's manifest of the build at hand: a page names them in its head, and
// they come together with the others.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectRoot } from './folder';

const manifestSchema = z.record(
	z.string(),
	z.object({ file: z.string(), imports: z.array(z.string()).default([]) })
);

/** What SvelteKit makes of a page's or a layout's component. */
export const nodeModule = (id: string): string => `.svelte-kit/generated/client-optimized/nodes/${id}.js`;

/** Files of the site with these source modules and all that those import; none where nothing has been built, as in development. */
export function builtFiles(modules: readonly string[]): string[] {
	const file = path.join(projectRoot(), '.svelte-kit/output/client/.vite/manifest.json');
	if (!existsSync(file)) return [];
	const manifest = manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
	const found = new Set<string>();
	const follow = (name: string) => {
		const entry = manifest[name];
		if (!entry) throw new Error(`${name} is not in ${file}: has it been renamed?`);
		if (found.has(entry.file)) return;
		found.add(entry.file);
		entry.imports.forEach(follow);
	};
	modules.forEach(follow);
	return [...found];
}
