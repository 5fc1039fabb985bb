// The order of the lessons lives here and nowhere else. A lesson with a folder beside this file is shown from its own front matter;
// one without has a title and a line of what is to come, and no page.

interface Group {
	title: string;
	/** The sentence beside it on the contents page. */
	says: string;
	lessons: readonly { slug: string; inPreparation?: { title: string; summary: string } }[];
}

export const contents: readonly Group[] = [
	{
		title: 'Testing',
		says: 'Start here. Each stands by itself; the order is the one that builds.',
		lessons: [
			{ slug: 'pytest' },
			{ slug: 'fixtures' },
			{ slug: 'line-vs-branch-coverage' },
			{ slug: 'test-interdependence' },
			{ slug: 'factory-boy' }
		]
	},
	{
		title: 'Everyday Python',
		says: 'The arguments you gave up having in review.',
		lessons: [
			{ slug: 'logging' },
			{ slug: 'asyncio' },
			{ slug: 'decorators' },
			{
				slug: 'static-duck-typing'
			}
		]
	},
	{
		title: 'Systems',
		says: 'When the code is right and the system still is not.',
		lessons: [{ slug: 'normalisation-of-deviance' }, { slug: 'varnish-debugging' }]
	}
];
