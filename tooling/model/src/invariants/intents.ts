import { allKinds } from '../game/names.ts';
import { must } from '../search/violation.ts';
import type { World } from '../game/world.ts';

/** The last intent won. */
export function checkIntents({ session, intents, excuses }: World): void {
  if (excuses.has('server-decides')) return;
  for (const source of allKinds) {
    const { enabled, muted } = intents.of[source];
    const state = session.snapshot.local[source];
    const told = (part: 'enabled' | 'muted') => () => `${source} ${part} is ${String(state[part])}`;
    must(enabled === undefined || state.enabled === enabled, 'lost-intent', told('enabled'));
    must(muted === undefined || state.muted === muted, 'lost-intent', told('muted'));
  }
}
