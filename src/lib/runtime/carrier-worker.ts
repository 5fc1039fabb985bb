// The carrier in a worker of its own. scripts/early.ts makes one text of this, which the page's early script starts (carrier-client.ts).
import { assertNever } from './protocol';
import { Carrier } from './carrier';
import type { FromCarrier, ToCarrier } from './carrier-client';
import { RuntimeFault } from './download';

const say = (message: FromCarrier) => postMessage(message);
let carrier: Carrier | null = null;

addEventListener('message', ({ data, ports: [port] }: MessageEvent<ToCarrier>) => {
	switch (data.type) {
		case 'begin':
			if (port)
				carrier = new Carrier(new URL(data.base), port, (done, total) =>
					say({ type: 'progress', done, total })
				);
			return;
		case 'bring':
			return answer(data.ask, carrier?.bring(data.freight));
		case 'keep':
			return answer(data.ask, carrier?.keep());
		default:
			return assertNever(data);
	}
});

function answer(ask: number, work: Promise<void> | undefined): void {
	work?.then(
		() => say({ type: 'done', ask }),
		(error: unknown) => {
			const fault = error instanceof RuntimeFault ? error.fault : null;
			say({ type: 'failed', ask, fault, message: String(error) });
		}
	);
}
