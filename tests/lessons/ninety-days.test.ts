// What the prose of normalisation-of-deviance says of the simulation holds under many seeds, not for the one that it shows.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nodeRuntime } from '#lib/runtime/node/runtime';

const lesson = join(import.meta.dirname, '../../src/lessons/normalisation-of-deviance');
const read = (path: string) => readFileSync(join(lesson, path), 'utf8');
const runtime = nodeRuntime([]);
afterAll(() => runtime.close());

const CLAIMS = `
from ninety_days import COMPARISON, COUNT, LAYERS, THRESHOLD, VERIFICATION, ninety_days
from weather import weather

SEEDS = range(1, 81)
for seed in SEEDS:
    team = ninety_days(seed)
    assert repr(team) == repr(ninety_days(seed)), "the same seed gives another run"
    assert len(team.days) == 90
    assert 46 <= team.began <= 70, "the incident does not begin past the middle"
    before = [day for day in team.days if day.number < team.began]
    near = [day for day in before if day.short]
    assert 3 <= len(near) <= 4, f"seed {seed}: {len(near)} near misses"
    assert all(not day.lost for day in near if day.number < 33), "lost while the comparison ran"
    for layer in (VERIFICATION, COUNT, COMPARISON):
        kept = ninety_days(seed, [layer])
        assert not sum(day.lost for day in kept.days if day.number >= kept.began), f"{layer}: rows lost in the incident"
    assert ninety_days(seed, LAYERS).lost == 0
    assert all(day.threshold == 0.05 for day in ninety_days(seed, [THRESHOLD]).days)

teams = [[ninety_days(seed, keep) for seed in SEEDS] for keep in ([], [THRESHOLD])]
known = [sum(any(day.heeded for day in run.days[run.began - 1 :]) for run in runs) for runs in teams]
assert known[1] < known[0], "leaving the threshold alone is no worse"
raised = sum(len({day.threshold for day in run.days}) > 1 for run in teams[0])
assert raised > 70, f"the threshold is raised under {raised} of 80 seeds"
print("held")
`;

test('the claims of the prose hold under eighty seeds', async () => {
	const files = {
		'main.py': CLAIMS,
		'weather.py': read('files/weather.py'),
		'ninety_days.py': read('files/ninety_days.py')
	};
	let printed = '';
	const run = runtime.call(
		'runProgram',
		{ entry: 'main.py', files, stdin: [], probes: [] },
		{ seconds: 60, onEvent: (event) => (printed += event.type === 'output' ? event.text : '') }
	);
	const ended = await run.ended;
	expect(ended.kind === 'done' && ended.report.exception?.message).toBe(undefined);
	expect(printed).toBe('held\n');
});

test('the exercise has the weather of the lesson, but for the day on which the incident begins', () => {
	const begins = /^ {4}begins = .*$/m;
	expect(read('exercises/alert-rule/start/weather.py').replace(begins, '')).toBe(
		read('files/weather.py').replace(begins, '')
	);
});
