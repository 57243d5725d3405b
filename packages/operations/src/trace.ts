/**
 * A black box for calls: what passes an adapter, written down without secrets, played again, and compared.
 *
 * @packageDocumentation
 */
export { diff, type TraceDifference } from './trace/diff.ts';
export { record, type TraceSink } from './trace/record.ts';
export type { RedactionOptions } from './trace/redactor.ts';
export { createTraceRing, type TraceRing } from './trace/trace-ring.ts';
export { readTrace } from './trace/read-trace.ts';
export { replay, type Replay, type ReplayOptions } from './trace/replay.ts';
export type { Trace, TraceEntry, TraceError, TraceHeader, TraceValue } from './trace/trace-entry.ts';
