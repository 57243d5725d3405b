import { untilAborted, type LegContext } from '@jackfield/core/adapter-kit';
import type { AliEngine } from '../engine/port.ts';
import type { LocalPublications } from '../local/local-publications.ts';
import { errors } from '../map/map-errors.ts';
import { isRole, numberOfRole, permissionsOf } from '../map/roles.ts';

/** How long a change of role may take: it never settles where the service refuses it, or while something is published. */
const roleMs = 5_000;

/** What a change of role acts on. */
export interface RoleParts extends Pick<LegContext, 'environment' | 'sink'> {
  readonly engine: AliEngine;
  readonly local: LocalPublications;
}

/**
 * Changes the local role. While something is published the engine never answers, and a publication under way comes to its end
 * whatever the role is by then: it is waited for, then ended.
 */
export async function changeRole(
  { engine, local, environment, sink }: RoleParts,
  role: string,
): Promise<void> {
  if (!isRole(role)) throw errors.make('unsupported', `There is no role ${role}.`);
  const late = new AbortController();
  const { signal } = late;
  const what = 'Changing the role';
  const undo = environment.clock.after(roleMs, () => {
    late.abort(errors.make('timeout', 'The vendor did not answer the change of role.'));
  });
  try {
    await untilAborted(local.settled(), { signal, what });
    const published = local.sources;
    if (role === 'audience') await local.end(signal);
    if (role === 'audience') for (const source of published) sink.localUnpublishedByServer({ source });
    await untilAborted(engine.setClientRole(numberOfRole(role)), { signal, what });
  } catch (cause) {
    throw errors.from(cause, 'The role could not be changed.', 'forbidden');
  } finally {
    undo();
  }
  sink.permissionsChanged({ role, permissions: permissionsOf(role) });
}
