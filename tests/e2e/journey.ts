// What every journey has in common: the page may not complain meanwhile. An error that nobody caught, or one on the console, fails the
// test, unless it belongs to a fault that the journey plays on purpose and has named.
import { expect, test as base, type ConsoleMessage, type Locator } from '@playwright/test';

/** Names a fault that this journey plays on purpose, in words, and what is said of it on the console. */
type Plays = (fault: string, says: RegExp) => void;

export const test = base.extend<{ plays: Plays }>({
	plays: [
		async ({ context }, use) => {
			const said: string[] = [];
			const played: RegExp[] = [];
			context.on('weberror', (error) => {
				const { name, message, stack } = error.error();
				said.push(`uncaught: ${stack || `${name}: ${message}`}`);
			});
			context.on('console', (message) => {
				if (message.type() === 'error') said.push(`console: ${wordsOf(message)}`);
			});
			await use((_fault, says) => void played.push(says));
			expect(
				said.filter((one) => !played.some((says) => says.test(one))),
				'what the page complained of'
			).toEqual([]);
		},
		{ auto: true }
	]
});

function wordsOf(message: ConsoleMessage): string {
	const { url } = message.location();
	return url ? `${message.text()} (${url})` : message.text();
}

/** Presses Run in a cell, and waits until what it shows is of this run: what the run before left stays for a moment. */
export async function runAgain(cell: Locator): Promise<void> {
	const output = cell.getByRole('log');
	const runs = (await output.getAttribute('data-runs')) ?? '';
	await cell.getByRole('button', { name: /^Run/ }).click();
	await expect(output).not.toHaveAttribute('data-runs', runs, { timeout: 60_000 });
}

export { expect };
export type { JSHandle, Locator, Page } from '@playwright/test';
