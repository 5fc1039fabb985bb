// The cut must be found exactly once: a release of the checker that is made otherwise has to fail the build, not the reader.
import { expect, test } from 'vitest';
import { splitWorker, stdlibOf } from './split';

const TYPESHED = `{"/typeshed/stdlib/VERSIONS":"imp: 3.0-3.11\\nos: 3.0-\\ncompression: 3.14-\\nos.later: 3.15-\\n","/typeshed/stdlib/os/__init__.pyi":'a "brace" } and \\'quotes\\'',"/typeshed/stdlib/os/later.pyi":"","/typeshed/stdlib/imp.pyi":"","/typeshed/stdlib/tkinter/__init__.pyi":"","/typeshed/stdlib/compression.pyi":"x\\r\\ny","/typeshed/stubs/six/six.pyi":""}`;

test('cuts the stubs out and leaves a worker that finds none', () => {
	const { worker, stubs } = splitWorker(`before;9572(e){e.exports=${TYPESHED}},after({"a":1})`);
	expect(worker).toBe('before;9572(e){e.exports={}},after({"a":1})');
	expect(stubs['/typeshed/stdlib/os/__init__.pyi']).toBe(`a "brace" } and 'quotes'`);
	expect(Object.keys(stubs)).toHaveLength(7);
});

test('keeps what Python 3.14 has in the browser', () => {
	const { stubs } = splitWorker(TYPESHED);
	const kept = stdlibOf(stubs, '3.14');
	expect(Object.keys(kept).sort()).toEqual([
		'/typeshed/stdlib/VERSIONS',
		'/typeshed/stdlib/compression.pyi',
		'/typeshed/stdlib/os/__init__.pyi'
	]);
	expect(kept['/typeshed/stdlib/compression.pyi']).toBe('x\ny');
});

test.each([
	['no place to cut', 'x=1', /holds no/],
	['two places', `${TYPESHED};${TYPESHED}`, /more than once/],
	['no end', '{"/typeshed/a":"b"', /do not come to an end/],
	['something else in its place', '{"/typeshed/a":"b"}', /not the typeshed/]
])('refuses a worker with %s', (_, source, message) => {
	expect(() => splitWorker(source)).toThrow(message);
});
