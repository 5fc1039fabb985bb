// Gives the page for unknown addresses words for readers without scripts: it is drawn by script alone, as no one page stands behind it.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const file = path.resolve('build/404.html');
const home = `${process.env.BASE_PATH ?? ''}/`;
const words = `<noscript><main><h1>There is no such page</h1><p>The address leads nowhere here. It may have been cut off on its way to you.</p><p><a href="${home}">To the contents</a></p></main></noscript>`;

const page = await readFile(file, 'utf8');
const marked = page.replace(/<body[^>]*>/, (tag) => tag + words);
if (marked === page) throw new Error(`${file} has no <body> - what has SvelteKit made of its fallback?`);
await writeFile(file, marked);
