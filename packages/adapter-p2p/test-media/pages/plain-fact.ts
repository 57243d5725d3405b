import { isRtcError, type RtcDriverSink } from '@jackfield/core/adapter';
import type { RecordedFact } from './recording-sink.ts';

/** A fact as the test process sees it: members by their users, tracks by their kinds, errors by their codes. */
export interface PlainFact {
  readonly name: keyof RtcDriverSink;
  readonly fact: Record<string, unknown>;
}

/** Makes a fact fit to leave the page. */
export function plainFact({ name, fact }: RecordedFact, users: ReadonlyMap<string, string>): PlainFact {
  const plain = (key: string, value: unknown): unknown => {
    if (value instanceof MediaStreamTrack) return value.kind;
    if (key === 'remoteId') return users.get(String(value)) ?? value;
    if (isRtcError(value)) return value.code;
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    return value;
  };
  const entries = Object.entries(fact).map(([key, value]: [string, unknown]) => [key, plain(key, value)]);
  return { name, fact: Object.fromEntries(entries) as Record<string, unknown> };
}
