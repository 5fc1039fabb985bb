// Puts a brotli and a gzip copy beside each text file of the built site, for hosts that serve them. Bundles that bring their own
// copies, and files that would hardly shrink, are left alone.
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { isWorthCompressing } from './content-types';

const LEAST_BYTES = 512;
const root = path.resolve('build');

let files = 0;
let before = 0;
let after = 0;
for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
	const file = path.join(entry.parentPath, entry.name);
	if (!entry.isFile() || !isWorthCompressing(file) || existsSync(`${file}.br`)) continue;
	const bytes = await readFile(file);
	if (bytes.length < LEAST_BYTES) continue;
	const brotli = brotliCompressSync(bytes, {
		params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
	});
	if (brotli.length >= bytes.length) continue;
	await writeFile(`${file}.br`, brotli);
	await writeFile(`${file}.gz`, gzipSync(bytes, { level: 9 }));
	files += 1;
	before += bytes.length;
	after += brotli.length;
}
console.log(`compressed ${files} files: ${kilobytes(before)} to ${kilobytes(after)}`);

function kilobytes(bytes: number): string {
	return `${Math.round(bytes / 1000)} kB`;
}
