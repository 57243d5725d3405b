import type { SourceFlags } from './source-kinds.ts';

const bits = { bigVideo: 1, smallVideo: 2, auxVideo: 4, audio: 8 } as const;
const mutedBits = { bigVideo: 16, auxVideo: 32, audio: 64 } as const;

/** The `flag` of an entry in the list of publishers: what somebody publishes and has muted. */
export function flagOf(published: SourceFlags, muted: SourceFlags): number {
  let flag = 0;
  for (const [kind, bit] of entries(bits)) if (published[kind]) flag |= bit;
  for (const [kind, bit] of entries(mutedBits)) if (published[kind] && muted[kind]) flag |= bit;
  return flag;
}

function entries<K extends string>(record: Readonly<Record<K, number>>): readonly (readonly [K, number])[] {
  return Object.entries(record) as [K, number][];
}
