import type { Participant } from '@jackfield/core';
import type { HostState } from '../host/host-client.ts';

/**
 * The state of the keys of a call: nobody encrypts (`plain`), everybody has one key (`one`), this page has one and somebody has not the
 * same (`several`), or the call has one and this page has none (`missing`).
 */
export type Keys = 'plain' | 'one' | 'several' | 'missing';

/** Finds out how keys stand, by what media say of themselves and by what the server of this page knows. */
export function keysOf({
  encrypts,
  people,
  host,
}: {
  /** Tells whether this page encrypts what it sends. */
  readonly encrypts: boolean;
  readonly people: readonly Pick<Participant, 'sources'>[];
  /** The room as the server tells of it, where it does. */
  readonly host: Pick<HostState, 'hostKey' | 'otherKeys'> | undefined;
}): Keys {
  const strange = people.filter(({ sources }) => Object.values(sources).some(isOfOtherKey));
  if (encrypts) return strange.length > 0 || (host?.otherKeys.length ?? 0) > 0 ? 'several' : 'one';
  // By its host, where that is known: one guest with a key among people who have none is no reason to fall silent.
  const others = people.filter(({ sources }) => Object.keys(sources).length > 0);
  const missing = host ? host.hostKey !== undefined : others.length > 0 && strange.length === others.length;
  return missing ? 'missing' : 'plain';
}

/** Tells whether a source cannot be received because of its key. */
export function isOfOtherKey({
  subscription,
}: Participant['sources'][keyof Participant['sources']] & object): boolean {
  return subscription.status === 'failed' && subscription.error.code === 'key-mismatch';
}
