// All instruments: nothing else names one. Those of a run stand in the order in which they were asked for.
export { calls } from './calls/instrument';
export { conditions } from './conditions/instrument';
export { coverage } from './coverage/instrument';
export { factories } from './factories/instrument';
export { files } from './files/instrument';
export { fixtures } from './fixtures/instrument';
export { incidents } from './incidents/instrument';
export { log } from './log/instrument';
export { tables } from './tables/instrument';
export { tasks } from './tasks/instrument';
export { varnish } from './varnish/instrument';
export { verdicts } from './verdicts/instrument';
