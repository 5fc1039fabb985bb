// Which files of a wheel the site serves. What no lesson can use stays out: a bundle is downloaded before the first run.
import { writeZip, type ZipFiles } from './zip';

/** Raise it when the rules change, so that bundles are made anew. */
export const CONTENTS_VERSION = 2;

/** Faker's providers fall back on these four; the other seventy locales are four fifths of its size. */
const FAKER_LOCALES = ['en', 'en_US', 'en_GB', 'la'];
/** pytest needs Pygments to colour Python and diffs in a terminal; the other five hundred languages are nine tenths of its size. */
const PYGMENTS_PARTS: Readonly<Record<string, string[]>> = {
	lexers: ['__init__', '_mapping', 'diff', 'python'],
	formatters: ['__init__', '_mapping', 'terminal'],
	styles: ['__init__', '_mapping', 'default']
};
/** importlib.metadata reads these two: versions, and the entry points through which pytest finds `-p randomly`. */
const METADATA_FILES = ['METADATA', 'entry_points.txt'];
/** Compiled for another machine, typing stubs and build sources, and coverage's HTML report. */
const USELESS = /\.(so|pyd|pyi|pyx|pxd|c|pth|typed|html|css|scss|js|png)$/;

/** Where the zones lie: one file in place of six hundred, each of which costs time as a worker starts. classroom/project.py looks there. */
export const ZONES = 'tzdata.zip';

/** The files that are served of a wheel, by path in site-packages. */
export function servedOf(name: string, wheel: ZipFiles): ZipFiles {
	const files = contentsOf(name, wheel);
	if (name !== 'tzdata') return files;
	const isInfo = (path: string) => path.includes('.dist-info/');
	const zones: ZipFiles = new Map([...files].filter(([path]) => !isInfo(path)));
	return new Map([...[...files].filter(([path]) => isInfo(path)), [ZONES, writeZip(zones)]]);
}

/** The files that stay, by path in site-packages. */
export function contentsOf(name: string, wheel: ZipFiles): ZipFiles {
	return new Map([...wheel].filter(([path]) => isWanted(name, path.split('/'))));
}

function isWanted(name: string, parts: readonly string[]): boolean {
	const [top = '', second = '', third = '', locale = ''] = parts;
	if (top.endsWith('.data')) return false;
	if (top.endsWith('.dist-info')) return parts.length === 2 && METADATA_FILES.includes(second);
	if (USELESS.test(parts.at(-1) ?? '')) return false;
	switch (name) {
		case 'faker':
			// Only a locale's folder lies so deep: faker/providers/address/de_AT/__init__.py.
			if (second === 'providers' && parts.length > 4) return FAKER_LOCALES.includes(locale);
			return second !== 'sphinx';
		case 'pygments':
			return PYGMENTS_PARTS[second]?.includes(third.replace(/\.py$/, '')) ?? true;
		case 'tzdata':
			// Maps and sources of the zones that are there: zoneinfo reads the zones, and the list of their names.
			return !/\.(tab|zi)$|leapseconds$/.test(parts.at(-1) ?? '');
		case 'sqlalchemy':
			return second !== 'testing' && !(second === 'ext' && third === 'mypy');
		default:
			return true;
	}
}
