import type { SessionSnapshot } from '@jackfield/core';

/** A snapshot as text to read: maps become objects, tracks and errors a few words. */
export function snapshotText(snapshot: SessionSnapshot): string {
  return JSON.stringify(
    snapshot,
    (key, value: unknown) => {
      if (value instanceof Map) return Object.fromEntries(value as ReadonlyMap<string, unknown>);
      if (value instanceof Error)
        return `${'code' in value ? String(value.code) : value.name}: ${value.message}`;
      if (key === 'track' && typeof value === 'object' && value !== null && 'label' in value)
        return value.label;
      return value;
    },
    1,
  );
}
