/**
 * The laws that every RTC adapter keeps, as data.
 *
 * @packageDocumentation
 */
export type { BareDriver, DriverFact } from './bare-driver.ts';
export { capabilitiesMarkdown } from './capabilities-markdown.ts';
export { check, checkEqual, checkThere } from './check.ts';
export type { CapabilityNeed, Clause } from './clause.ts';
export { clauses } from './clauses.ts';
export { ContractFailure } from './contract-failure.ts';
export { uncovered, type Uncovered } from './coverage.ts';
export { createFactExpander, type FactExpander } from './expand-facts.ts';
export { factsOf, sinkOf } from './fact-sink.ts';
export type { FarSide } from './far-side.ts';
export { lawsMarkdown } from './laws-markdown.ts';
export type { Law, LawArea, LawId } from './law.ts';
export { laws } from './laws.ts';
export {
  chain,
  replace,
  type AdapterMiddleware,
  type DriverContext,
  type Replacements,
} from './middleware.ts';
export { notRun, usualLevels, type NotRun } from './applies.ts';
export { createRecorder, type RecordedEvent, type Recorder } from './recorder.ts';
export { createReport, reportMarkdown, type ClauseResult, type ContractReport } from './report.ts';
export type { Cannot, Rig, RigFactory, RigOptions } from './rig.ts';
export { rules, type RuleNumber } from './rules.ts';
export { runClause } from './run-clause.ts';
export { runContract, type RunOptions } from './run-contract.ts';
export { saboteurs, type SaboteurName } from './saboteurs.ts';
export type { Saboteur } from './saboteurs/saboteur.ts';
export type { Side, SideOptions } from './side.ts';
export { worldOf } from './world-of.ts';
export type { DeviceReport, FarSideInit, VendorOutput, Wire, World } from './world.ts';
export type { VendorOperation, WorldAction } from './world-action.ts';
