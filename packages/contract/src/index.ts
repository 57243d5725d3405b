/**
 * The laws that every RTC adapter keeps, as data.
 *
 * @packageDocumentation
 */
export type { BareDriver, DriverFact } from './rig/bare-driver.ts';
export { capabilitiesMarkdown } from './report/capabilities-markdown.ts';
export { check, checkEqual, checkThere } from './run/check.ts';
export type { CapabilityNeed, Clause } from './clauses/clause.ts';
export { clauses } from './clauses/clauses.ts';
export { ContractFailure } from './run/contract-failure.ts';
export { uncovered, type Uncovered } from './report/coverage.ts';
export { createFactExpander, type FactExpander } from './rig/expand-facts.ts';
export { factsOf, sinkOf } from './rig/fact-sink.ts';
export type { FarSide } from './rig/far-side.ts';
export { lawsMarkdown } from './report/laws-markdown.ts';
export type { Law, LawArea, LawId } from './laws/law.ts';
export { laws } from './laws/laws.ts';
export {
  chain,
  replace,
  type AdapterMiddleware,
  type DriverContext,
  type Replacements,
} from './rig/middleware.ts';
export { notRun, usualLevels, type NotRun } from './run/applies.ts';
export { createRecorder, type RecordedEvent, type Recorder } from './rig/recorder.ts';
export { contractBadge } from './report/contract-badge.ts';
export {
  createReport,
  reportMarkdown,
  type ClauseResult,
  type ContractReport,
  type ReportSubject,
} from './report/report.ts';
export { floorShare, type Coverage } from './report/floor.ts';
export type { Cannot, Proof, Rig, RigFactory, RigOptions } from './rig/rig.ts';
export { rules, type RuleNumber } from './laws/rules.ts';
export { runClause } from './run/run-clause.ts';
export { runContract, type RunOptions } from './run/run-contract.ts';
export { falseClaims, withFalseClaim, type FalseClaim, type Manifest } from './lies/false-claims.ts';
export { generatedLies, type GeneratedLie, type ToldLie } from './lies/generate-lies.ts';
export { saboteurs, type SaboteurName } from './lies/saboteurs.ts';
export type { Saboteur } from './lies/saboteur.ts';
export type { Side, SideOptions } from './rig/side.ts';
export { worldOf } from './rig/world-of.ts';
export type { DeviceReport, FarSideInit, VendorOutput, Wire, World } from './rig/world.ts';
export { actionsOf, memberOf, type WorldMember } from './rig/world-members.ts';
export type { VendorOperation, WorldAction } from './rig/world-action.ts';
