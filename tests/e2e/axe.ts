// What axe finds on a page.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * Looks at the page in both themes, at all of it or at what lies in these selectors: by all rules in the light, where nothing but colour
 * differs by its colours in the dark. Answers one line for each rule that is broken: its name, and where.
 */
export async function findings(page: Page, ...within: string[]): Promise<string[]> {
	const found: string[] = [];
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		// The only frame is Python's, which shows nothing; to look into frames takes three times as long as the page does.
		const axe = new AxeBuilder({ page })
			.setLegacyMode()
			.options({ resultTypes: ['violations'], iframes: false });
		if (colorScheme === 'dark') axe.withRules(['color-contrast']);
		for (const selector of within) axe.include(selector);
		const { violations } = await axe.analyze();
		found.push(
			...violations.map(
				(v) => `${colorScheme}: ${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`
			)
		);
	}
	return found;
}
