/**
 * Spans and metrics of calls over the OpenTelemetry API, which is the app's to install and set up.
 *
 * @packageDocumentation
 */
export type { Measured, Telemetry } from './telemetry/telemetry.ts';
export { traceSession } from './telemetry/trace-session.ts';
export { traced } from './telemetry/traced.ts';
