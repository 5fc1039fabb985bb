// What objects with a method `_repr_incidents_` told. Made by src/python/classroom/probes/incidents.py.
import { among, list, nullable, number, object, text, type Infer } from '#lib/runtime/schema';

const incidentDay = object({
	day: number,
	/** Share of the requests that failed, 0 to 1. */
	rate: number,
	/** Share above which the pager rang on that day. */
	threshold: nullable(number),
	/** `heeded`: it rang, and somebody looked into it. */
	page: among('none', 'heeded', 'unheeded'),
	/** Rows lost for good. */
	lost: number,
	notes: list(text)
});
export type IncidentDay = Infer<typeof incidentDay>;

const incidentHistory = object({
	title: text,
	seed: nullable(number),
	/** In order, one or more. */
	days: list(incidentDay),
	/** Days from and to which each lasted, both included. */
	incidents: list(
		object({
			from: number,
			to: number,
			says: text
		})
	),
	/** When each signal could first have told of the incident (null: never), and how often it had cried wolf. */
	signals: list(
		object({
			name: text,
			day: nullable(number),
			falseAlarms: number
		})
	)
});
export type IncidentHistory = Infer<typeof incidentHistory>;

/** What objects with a method `_repr_incidents_` told; classroom/probes/incidents.py says what such a method returns. */
export const report = object({
	histories: list(incidentHistory),
	/** How many further ones there were. */
	leftOut: number,
	/** What was wrong with one that could not be read; null where nothing was. */
	problem: nullable(text)
});
export type IncidentsReport = Infer<typeof report>;

declare module '#lib/runtime/observed' {
	interface Observations {
		incidents: IncidentsReport;
	}
}
