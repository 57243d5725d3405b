import type { TraceEntry, TraceValue } from './trace-entry.ts';

/** The members of an object in a trace; none of anything else. */
export function membersOf(value: TraceValue | undefined): Readonly<Record<string, TraceValue>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value));
}

/** A text in a trace; empty of anything else. */
export function textOf(value: TraceValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** Learns from an entry who is who: the app's ids by the vendor's. */
export function learnUsers(entry: TraceEntry, users: Map<string, string>): void {
  const look = (value: TraceValue): void => {
    if (Array.isArray(value)) value.forEach(look);
    if (typeof value !== 'object' || value === null) return;
    const members = membersOf(value);
    const { remoteId, userId } = members;
    if (typeof remoteId === 'string' && typeof userId === 'string') users.set(remoteId, userId);
    Object.values(members).forEach(look);
  };
  if (entry.kind === 'fact') look(entry.data);
  if (entry.kind === 'settled') look(entry.result);
}
