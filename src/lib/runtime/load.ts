import type { Load } from './protocol';

/** Reads a file that has come. Rejects where what was kept has been taken from us. */
export const bytesOf = async (load: Load): Promise<ArrayBuffer> =>
	load instanceof Blob ? load.arrayBuffer() : load;
