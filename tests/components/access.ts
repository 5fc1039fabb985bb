// Whether everybody can use what stands on the page: in both themes, and on a phone as well as on a desk.
import axe from 'axe-core';
import { page } from 'vitest/browser';

const WIDTHS = [1000, 360];
/** The least that a page is for: WCAG 2.2, 1.4.10. */
const NARROWEST = 320;

/** All that keeps somebody from it, a line each: what axe finds, what one cannot hit, and a page that scrolls sideways. */
export async function barriers(within: Element): Promise<string[]> {
	const found: string[] = [];
	for (const width of WIDTHS) {
		await page.viewport(width, 800);
		for (const theme of ['light', 'dark']) {
			document.documentElement.dataset.theme = theme;
			found.push(...(await axeFinds(within, theme)).map((one) => `${width} px, ${theme}: ${one}`));
		}
		found.push(...misfits(within, width));
	}
	await page.viewport(NARROWEST, 800);
	return [...found, ...misfits(within, NARROWEST)];
}

function misfits(within: Element, width: number): string[] {
	const { scrollWidth } = document.documentElement;
	const sideways = scrollWidth > width ? [`the page is ${scrollWidth} px wide`] : [];
	return [...sideways, ...smallTargets(within)].map((one) => `${width} px: ${one}`);
}

/** By all rules in the light; in the dark nothing but colours differs. */
async function axeFinds(within: Element, theme: string): Promise<string[]> {
	const { violations } = await axe.run(within, {
		resultTypes: ['violations'],
		iframes: false,
		...(theme === 'dark' ? { runOnly: ['color-contrast'] } : {})
	});
	return violations.map(
		({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`
	);
}

/** WCAG 2.2, 2.5.8: links in a sentence are left out, and a control within its label is as large as the label. */
function smallTargets(within: Element): string[] {
	return [...within.querySelectorAll('button, a[href], input, select, summary, [role=tab]')]
		.filter((one) => one.checkVisibility({ visibilityProperty: true }))
		.filter((one) => !(one instanceof HTMLAnchorElement && getComputedStyle(one).display === 'inline'))
		.map((one) => ({ one, box: (one.closest('label') ?? one).getBoundingClientRect() }))
		.filter(({ box }) => box.width < 24 || box.height < 24)
		.map(({ one, box }) => `${one.outerHTML.slice(0, 80)}: ${box.width} x ${box.height}`);
}
