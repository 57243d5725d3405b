import { RtcError, type RtcErrorCode } from '@jackfield/core/adapter';
import type { TraceError, TraceValue } from './trace-entry.ts';

/** Makes of what stands in a trace what an adapter would have told: errors are errors and tracks are tracks again. */
export function hydrate(
  value: TraceValue | undefined,
  trackOf: (number: number, kind: string) => MediaStreamTrack,
): unknown {
  if (value === null) return undefined;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((each: TraceValue) => hydrate(each, trackOf));
  const members = value as Readonly<Record<string, TraceValue>>;
  const { track, kind, code, retryable } = members;
  if (typeof track === 'number' && typeof kind === 'string') return trackOf(track, kind);
  if (typeof code === 'string' && typeof retryable === 'boolean') return errorOf(members);
  return Object.fromEntries(Object.entries(members).map(([name, each]) => [name, hydrate(each, trackOf)]));
}

type TraceErrorMembers = Readonly<Record<string, TraceValue>> & {
  readonly code: RtcErrorCode;
  readonly message: string;
};

/** Makes an error again. */
export function errorOf({
  code,
  message,
  retryable,
  adapter,
  vendorCode,
}: Partial<TraceError> | TraceErrorMembers): RtcError {
  return new RtcError({
    code: code ?? 'unknown',
    message: typeof message === 'string' ? message : 'An error of a trace.',
    ...(typeof retryable === 'boolean' ? { retryable } : {}),
    ...(typeof adapter === 'string' ? { adapter } : {}),
    ...(typeof vendorCode === 'string' || typeof vendorCode === 'number' ? { vendorCode } : {}),
  });
}
