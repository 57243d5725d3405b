/**
 * The change of the vendor in the middle of a call.
 *
 * @packageDocumentation
 */
export type { AdapterSwitchEvent, SwitchGap } from './face/session-events.ts';
export {
  compareAdapters,
  type AdapterComparison,
  type AdapterDifference,
  type ComparedAdapter,
  type DifferenceName,
} from './switching/compare-adapters.ts';
export { switchAdapter } from './switching/switch-adapter.ts';
export type { SwitchOptions, SwitchResult, SwitchUntil } from './switching/switch-options.ts';
