// How the conditions of each decision came out, and which of them were seen to decide alone. Made by src/python/classroom/probes/conditions.py.
import { placeKeys } from '#lib/runtime/place';
import {
	among,
	list,
	nullable,
	number,
	object,
	pair,
	record,
	text,
	truth,
	type Infer
} from '#lib/runtime/schema';

const decisionKind = among('if', 'elif', 'while', 'ternary', 'filter', 'assert', 'guard', 'value');
export type DecisionKind = Infer<typeof decisionKind>;

const condition = object({
	...placeKeys,
	source: text,
	/** The pair of evaluations (indexes) that shows it deciding alone, by masking MC/DC. */
	alone: nullable(pair(number, number)),
	/** The same by unique cause, where nothing else asked may differ. */
	uniqueCause: nullable(pair(number, number)),
	/** Why nothing is known of it, where the interpreter does not tell. */
	note: nullable(text)
});
export type Condition = Infer<typeof condition>;

const answer = among('true', 'false', 'not-asked', 'unknown');
export type Answer = Infer<typeof answer>;

/** One distinct way in which a decision came out in one test. */
const evaluation = object({
	/** Node id, or empty outside a test. */
	test: text,
	answers: list(answer),
	outcome: among('true', 'false', 'raised', 'unknown'),
	count: number
});
export type Evaluation = Infer<typeof evaluation>;

/** A Boolean expression that decides, with its conditions. Terms: docs/conditions.md. */
const decision = object({
	kind: decisionKind,
	source: text,
	line: number,
	endLine: number,
	conditions: list(condition),
	evaluations: list(evaluation)
});
export type Decision = Infer<typeof decision>;

export const report = object({
	files: record(list(decision)),
	/** True where recording stopped at its cap for some decision. */
	capped: truth
});
export type ConditionsReport = Infer<typeof report>;

declare module '#lib/runtime/observed' {
	interface Observations {
		conditions: ConditionsReport;
	}
}
