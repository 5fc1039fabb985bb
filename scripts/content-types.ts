// Which media type a file of the site has, and whether it is worth compressing.
import path from 'node:path';

const TYPES: Readonly<Record<string, { type: string; compress: boolean }>> = {
	'.html': { type: 'text/html; charset=utf-8', compress: true },
	'.css': { type: 'text/css; charset=utf-8', compress: true },
	'.js': { type: 'text/javascript; charset=utf-8', compress: true },
	'.mjs': { type: 'text/javascript; charset=utf-8', compress: true },
	'.json': { type: 'application/json; charset=utf-8', compress: true },
	'.webmanifest': { type: 'application/manifest+json; charset=utf-8', compress: true },
	'.svg': { type: 'image/svg+xml; charset=utf-8', compress: true },
	'.txt': { type: 'text/plain; charset=utf-8', compress: true },
	'.xml': { type: 'application/xml; charset=utf-8', compress: true },
	'.py': { type: 'text/x-python; charset=utf-8', compress: true },
	'.wasm': { type: 'application/wasm', compress: true },
	'.zip': { type: 'application/zip', compress: false },
	'.woff2': { type: 'font/woff2', compress: false },
	'.png': { type: 'image/png', compress: false },
	'.ico': { type: 'image/x-icon', compress: false }
};

/** The Content-Type of a file, by its name. */
export function contentType(file: string): string {
	return TYPES[path.extname(file).toLowerCase()]?.type ?? 'application/octet-stream';
}

/** True for text and WebAssembly; what is compressed already stays as it is. */
export function isWorthCompressing(file: string): boolean {
	return TYPES[path.extname(file).toLowerCase()]?.compress ?? false;
}
