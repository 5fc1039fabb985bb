// Bundles a script of ours that stands inline in a page.
import path from 'node:path';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '..');

/** One script that needs no other, as a classic script; what the entry exports is in a variable of that name. */
export async function bundle(entry: string, name: string): Promise<string> {
	const built = await build({
		configFile: false,
		// Named, as the site's own extends one that SvelteKit writes only later.
		tsconfig: 'src/lib/worker/tsconfig.json',
		root,
		logLevel: 'warn',
		publicDir: false,
		resolve: { alias: { '#lib': path.join(root, 'src/lib') } },
		build: {
			write: false,
			target: 'es2022',
			minify: true,
			lib: { entry: path.join(root, entry), formats: ['iife'], name, fileName: name }
		}
	});
	const outputs = Array.isArray(built) ? built : [built];
	for (const output of outputs) {
		if (!('output' in output)) continue;
		return output.output[0].code;
	}
	throw new Error(`${entry} gave no bundle`);
}

/** Text that ends an element or begins a comment must not stand in an inline script; in a string `<\\/` is the same as `</`. */
export function inline(script: string): string {
	return script.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--');
}
