// Fetches the files of Python from the site, with progress, and says plainly what is wrong where one cannot be had.
import { pythonAssets, type Asset, type PythonManifest } from './assets';
import { deferred } from './deferred';
import { keptInCache, type Kept } from './kept';
import type { PackageGroup } from './package-groups';
import type { Load } from './protocol';
import type { Fault } from './runtime';

/** Thrown for a fault that the page shows. */
export class RuntimeFault extends Error {
	override name = 'RuntimeFault';
	constructor(readonly fault: Fault) {
		super(fault.message);
	}
}

/** What the page says of an error that a start ended in. */
export function faultOf(error: unknown): Fault {
	// By its name: one that the early script has thrown is of another class.
	if (error instanceof Error && error.name === 'RuntimeFault') return (error as RuntimeFault).fault;
	return {
		code: 'start-failed',
		message: `Python did not start (${error instanceof Error ? error.message : String(error)}).`
	};
}

export interface Downloader {
	/** Address of the site's base, with a slash at its end. */
	base: URL;
	/** Told of bytes as they come, of all files together, as they are transferred. */
	onProgress: (done: number, total: number) => void;
	/** The place of a file that is asked for only once the one before it is nearly there, as it is needed later than that. */
	queued?: number;
	/** Told of each file as it is there, by its place in the order asked. */
	onFile?: (place: number, bytes: Load) => void;
	/**
	 * What is known of how the host sends files. `asks`: nothing, and it is asked first, which costs the time of an answer. `plain`: as they
	 * lie there, so the copy is asked for at once. Otherwise one that is sent as it lies there is broken off: the host must bear that, and
	 * many do it badly where several are.
	 */
	host?: 'asks' | 'plain';
	/** Told of each file that comes over the network whether the host has compressed it. */
	onSent?: (place: number, isCompressed: boolean) => void;
	fetch?: typeof fetch;
	/** Files of an earlier visit. */
	kept?: Kept;
}

/** So much of a file is nearly all of it: the next is on its way before the line falls silent. */
const NEARLY = 0.8;

/** Names of the zips that workers get, for these groups. Throws where a group could not be built. */
export function bundlesFor(
	groups: ReadonlySet<PackageGroup>,
	manifest: PythonManifest = pythonAssets
): Asset[] {
	const { assets, missing } = manifest;
	return [
		assets['classroom.zip'],
		...[...groups].map((group) => {
			const asset = assets[`${group}.zip`];
			if (asset) return asset;
			const names = missing.filter((gap) => gap.group === group).map((gap) => gap.package);
			throw new RuntimeFault({
				code: 'packages-missing',
				message: `This copy of the site was built without ${names.join(', ') || `the packages of ${group}`}. The lesson can be read; its code cannot run here.`
			});
		})
	];
}

/**
 * Fetches files side by side; answers them in the order asked. Rejects with a RuntimeFault, gives the other files up with it,
 * and tells of no progress after that: a file that still comes in must not make a failed start look like one under way.
 */
export async function download(assets: readonly Asset[], options: Downloader): Promise<Load[]> {
	const total = assets.reduce((sum, asset) => sum + asset.transfer, 0);
	const kept = options.kept ?? keptInCache(options.base);
	const done = assets.map(() => 0);
	const near = assets.map(() => deferred<null>());
	const giveUp = new AbortController();
	try {
		return await Promise.all(
			assets.map(async (asset, i) => {
				const watch = {
					signal: giveUp.signal,
					turn: i === options.queued ? near[i - 1]?.promise : undefined,
					onSent: (isCompressed: boolean) => options.onSent?.(i, isCompressed)
				};
				const file = await getOne(asset, kept, options, watch, (bytes) => {
					if (giveUp.signal.aborted) return;
					if (bytes >= NEARLY * asset.bytes) near[i]?.resolve(null);
					done[i] = (Math.min(bytes, asset.bytes) / asset.bytes) * asset.transfer;
					options.onProgress(
						done.reduce((sum, n) => sum + n, 0),
						total
					);
				});
				options.onFile?.(i, file);
				return file;
			})
		);
	} catch (error) {
		giveUp.abort();
		throw error;
	}
}

interface Watch {
	signal: AbortSignal;
	/** Resolves when it may be asked for over the network. */
	turn: Promise<unknown> | undefined;
	/** Told whether the host has compressed the file, where it comes over the network as it is. */
	onSent: (isCompressed: boolean) => void;
}

async function getOne(
	asset: Asset,
	kept: Kept,
	options: Downloader,
	watch: Watch,
	onBytes: (bytes: number) => void
): Promise<Load> {
	const there = await kept.read(asset.path, asset.bytes);
	if (there) {
		onBytes(asset.bytes);
		return there;
	}
	await watch.turn;
	const bytes = await fetchOne(asset, options, watch, onBytes);
	void kept.keep(asset.path, bytes);
	return bytes;
}

async function fetchOne(
	asset: Asset,
	options: Downloader,
	watch: Watch,
	onBytes: (bytes: number) => void
): Promise<ArrayBuffer> {
	const body = await bodyOf(asset, options, watch);
	const bytes = new Uint8Array(asset.bytes);
	const damaged = (seen: number) =>
		new RuntimeFault({
			code: 'bundle-damaged',
			message: `${asset.path} came with ${seen} bytes where ${asset.bytes} were expected. Reload the page to fetch it again.`
		});
	let at = 0;
	try {
		const reader = body.getReader();
		for (let part = await reader.read(); !part.done; part = await reader.read()) {
			if (at + part.value.length > bytes.length) throw damaged(at + part.value.length);
			bytes.set(part.value, at);
			at += part.value.length;
			onBytes(at);
		}
	} catch (error) {
		if (error instanceof RuntimeFault) throw error;
		throw new RuntimeFault({
			code: 'download-failed',
			message: `The download of ${asset.path} broke off. Check the connection and try again.`
		});
	}
	if (at !== bytes.length) throw damaged(at);
	return bytes.buffer;
}

type Body = ReadableStream<Uint8Array<ArrayBuffer>>;

/**
 * The file as it comes, decompressed. A host that sends it as it lies there is asked for the copy with gzip that the build has put beside
 * it: most hosts compress text by themselves, and nothing else.
 */
async function bodyOf(asset: Asset, options: Downloader, { signal, onSent }: Watch): Promise<Body> {
	const knowsGzip = 'DecompressionStream' in globalThis;
	const isPlain = async () => {
		if (options.host === 'plain') return true;
		const answer = await answerOf(asset.path, options, { signal, method: 'HEAD' });
		return answer.ok && !isCompressed(answer);
	};
	if (options.host && knowsGzip) {
		const copy = (await isPlain()) ? await copyOf(asset, options, signal) : null;
		if (copy) return copy;
	}
	let answer = await answerOf(asset.path, options, { signal });
	if (isFine(answer)) onSent(isCompressed(answer));
	if (isFine(answer) && !options.host && knowsGzip && !isCompressed(answer)) {
		// Now, as a browser has only so many connections to a host.
		await answer.body.cancel();
		const copy = await copyOf(asset, options, signal);
		if (copy) return copy;
		answer = await answerOf(asset.path, options, { signal });
	}
	if (isFine(answer)) return answer.body;
	throw new RuntimeFault({
		code: 'bundle-missing',
		message: `The site has no ${asset.path} (${answer.status}). Reload the page; if that does not help, its host has to put the file back.`
	});
}

/** The copy with gzip, decompressed; null where there is none. */
async function copyOf(asset: Asset, options: Downloader, signal: AbortSignal): Promise<Body | null> {
	const copy = await answerOf(`${asset.path}.gz`, options, { signal });
	if (!isFine(copy)) return null;
	return isCompressed(copy) ? copy.body : copy.body.pipeThrough(new DecompressionStream('gzip'));
}

async function answerOf(
	path: string,
	{ base, fetch: get = fetch }: Downloader,
	how: RequestInit
): Promise<Response> {
	try {
		return await get(new URL(path, base), how);
	} catch {
		throw new RuntimeFault({
			code: 'download-failed',
			message: `${path} could not be downloaded. Check the connection and try again.`
		});
	}
}

const isFine = (response: Response): response is Response & { body: Body } =>
	response.ok && response.body !== null;

/** The browser has undone it by the time we read the body. */
const isCompressed = (response: Response) => response.headers.has('content-encoding');
