// Writes static/runner.html, the sandboxed frame in which Python's workers live: one file with its script inline, as a frame of opaque
// origin can fetch nothing from the site. Its policy lets just this script run, by its hash. Run after the bundles, before the site.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, inline } from './inline-script';

const root = path.resolve(import.meta.dirname, '..');

/** The whole document. The same sources give the same bytes. */
export async function runnerPage(): Promise<string> {
	const worker = await bundle('src/lib/worker/entry.ts', 'worker');
	const frame = await bundle('src/lib/worker/frame.ts', 'frame');
	const script = inline(`${frame}\nframe.startFrame(${JSON.stringify(worker)});`);
	const hash = createHash('sha256').update(script).digest('base64');
	const policy = [
		"default-src 'none'",
		`script-src 'sha256-${hash}' 'wasm-unsafe-eval' blob: data:`,
		'worker-src blob: data:',
		"connect-src 'none'"
	].join('; ');
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="robots" content="noindex">
<title>Python</title>
</head>
<body>
<script>${script}</script>
</body>
</html>
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	mkdirSync(path.join(root, 'static'), { recursive: true });
	const page = await runnerPage();
	writeFileSync(path.join(root, 'static/runner.html'), page);
	console.log(`static/runner.html: the frame for Python's workers, ${Math.round(page.length / 1024)} KB`);
}
