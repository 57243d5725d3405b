export { Counts } from './search/counts.ts';
export type { Game } from './game/game.ts';
export { rigGame } from './rig/rig-game.ts';
export type { RigSetup } from './rig/rig-setup.ts';
export type { ScenarioOf, Step } from './search/scenario.ts';
export { search, type Counterexample, type SearchRequest } from './search/search.ts';
export { Violation } from './search/violation.ts';
