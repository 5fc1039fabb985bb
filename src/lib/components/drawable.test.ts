// What markup may hold before a page draws it.
import { describe, expect, test } from 'vitest';
import { refusalOf, type MarkupElement } from './drawable';

function element(
	localName: string,
	attributes: Record<string, string> = {},
	children: MarkupElement[] = [],
	textContent = ''
): MarkupElement {
	return {
		localName,
		children,
		textContent,
		getAttributeNames: () => Object.keys(attributes),
		getAttribute: (name) => attributes[name] ?? null
	};
}
const many = (count: number, make: (n: number) => MarkupElement) =>
	Array.from({ length: count }, (_, n) => make(n));
const rect = () => element('rect');
const sheet = (rules: string) => element('style', {}, [], rules);
const use = (id: string) => element('use', { href: `#${id}` });

function nested(depth: number, name = 'g'): MarkupElement {
	let one = rect();
	for (let n = 1; n < depth; n++) one = element(name, {}, [one]);
	return one;
}

/** Levels that each show the one below ten times. */
function bomb(levels: number, point: (id: string) => MarkupElement): MarkupElement {
	const groups = many(levels, (n) =>
		element(
			'g',
			{ id: `a${n + 1}` },
			many(10, () => point(`a${n}`))
		)
	);
	return element('svg', {}, [element('rect', { id: 'a0' }), ...groups]);
}

const png = (width: number, height: number) => {
	const bytes = [
		...Array(16).fill(0),
		...[width, height].flatMap((n) => [24, 16, 8, 0].map((by) => (n >> by) & 255))
	];
	return `data:image/png;base64,${btoa(String.fromCharCode(...bytes))}`;
};

describe('is drawn', () => {
	test.each<[string, MarkupElement]>([
		['a plain drawing', element('svg', {}, many(2_000, rect))],
		[
			'a marker used a hundred times',
			element('svg', {}, [element('path', { id: 'm' }), ...many(100, () => use('m'))])
		],
		['two levels of ten', bomb(2, use)],
		[
			'a gradient on each of a thousand',
			element('svg', {}, [
				element('linearGradient', { id: 'g' }),
				...many(1_000, () => element('rect', { fill: 'url(#g)' }))
			])
		],
		[
			'what leads back to itself',
			element('svg', {}, [element('g', { id: 'a' }, [use('b')]), element('g', { id: 'b' }, [use('a')])])
		],
		['a reference to nothing', element('svg', {}, [use('nowhere')])],
		[
			'a table',
			element(
				'table',
				{},
				many(200, () =>
					element(
						'tr',
						{},
						many(20, () => element('td'))
					)
				)
			)
		],
		[
			'a style of its own',
			element('div', {}, [sheet('*{stroke-linejoin: round} td:hover { color: red }'), rect()])
		],
		[
			'a grid of three columns',
			element('p', { style: 'display: grid; grid-template-columns: repeat(3, 1fr)' })
		],
		['a photograph', element('img', { src: png(4_000, 3_000) })]
	])('%s', (_what, root) => {
		expect(refusalOf(root)).toBeNull();
	});
});

describe('is refused', () => {
	test.each<[string, MarkupElement, RegExp]>([
		['ten levels of ten', bomb(10, use), /drawn out .* more than 50,000 elements/],
		['the same by xlink', bomb(10, (id) => element('use', { 'xlink:href': `#${id}` })), /drawn out/],
		['the same by patterns', bomb(10, (id) => element('rect', { fill: `url(#${id})` })), /drawn out/],
		[
			'the same by masks in a style',
			bomb(10, (id) => element('rect', { style: `mask: url("#${id}")` })),
			/drawn out/
		],
		[
			'a style sheet that masks everything',
			element('svg', {}, [
				element('style', {}, [], 'rect { mask: url(#m) }'),
				element('mask', { id: 'm' }, many(50, rect)),
				...many(2_000, rect)
			]),
			/drawn out/
		],
		[
			'a thousand filters',
			element('svg', {}, [
				element(
					'filter',
					{},
					many(1_000, () => element('feGaussianBlur'))
				)
			]),
			/drawn out/
		],
		['many elements', element('div', {}, many(5_001, rect)), /more than 5,000 elements/],
		['a deep one', nested(200), /more than 150 deep/],
		['one of a hundred thousand levels', nested(100_000, 'div'), /more than 150 deep/],
		[
			'a long chain',
			element(
				'svg',
				{},
				many(100, (n) => element('g', { id: `a${n}` }, [use(`a${n + 1}`)]))
			),
			/more than 20 times/
		],
		['a page within', element('div', {}, [element('iframe', { srcdoc: 'x' })]), /a page within it/],
		['a template', element('div', {}, [element('template')]), /a <template> within it/],
		['much text', element('p', {}, [], 'x'.repeat(200_000)), /200,000 characters of text/],
		['a sheet that looks inwards', sheet('*:has(p) { color: red }'), /\(:has\)/],
		['the same with an escape', sheet('*:\\68 as(p) { color: red }'), /\(:has\)/],
		['text in columns', element('p', { style: 'height: 1px; columns: 100000' }), /in columns/],
		[
			'a grid of many columns',
			sheet('p { grid-template-columns: repeat(9000, 1px) }'),
			/a grid of thousands/
		],
		['a row far down a grid', element('p', { style: 'grid-row: 2 / 90000' }), /a grid of thousands/],
		[
			'rules for many',
			element('p', {}, [sheet('p { top: 0 }'.repeat(2_000)), ...many(4_000, rect)]),
			/too much/
		],
		[
			'shadows everywhere',
			element('p', {}, [sheet('p { box-shadow: 0 0 500px red }'), ...many(3_000, rect)]),
			/filters/
		],
		[
			'a picture that moves',
			element(
				'svg',
				{},
				many(3_000, () => element('animate'))
			),
			/more than 50,000/
		],
		['an image of many pixels', element('img', { src: png(60_000, 60_000) }), /3,600,000,000 pixels/],
		['the same in a style', element('p', { style: `background: url(${png(60_000, 60_000)})` }), /pixels/],
		[
			'a drawing within',
			element('img', { src: 'data:image/svg+xml,%3Csvg/%3E' }),
			/no PNG, JPEG or GIF \(svg\+xml\)/
		]
	])('%s', (_what, root, why) => {
		expect(refusalOf(root)).toMatch(why);
	});
});
