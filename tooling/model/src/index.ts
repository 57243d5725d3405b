export { Counts } from './counts.ts';
export type { Game } from './game.ts';
export { rigGame } from './rig/rig-game.ts';
export type { RigSetup } from './rig/rig-setup.ts';
export type { ScenarioOf, Step } from './scenario.ts';
export { search, type Counterexample, type SearchRequest } from './search.ts';
export { Violation } from './violation.ts';
