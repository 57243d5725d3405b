import { RtcError } from '@jackfield/core/adapter';
import { abortable } from './abortable.ts';
import type { ConnectionParts } from './connection.ts';
import type { LocalPublications } from './local-publications.ts';
import { mapError } from './map-errors.ts';
import { isRole, numberOfRole, permissionsOf } from './roles.ts';

/** How long a change of role may take: it never settles where the service refuses it, or while something is published. */
const roleMs = 5_000;

/**
 * Changes the own role. While something is published the engine never answers, and a publication under way comes to its end
 * whatever the role is by then: it is waited for, then ended.
 */
export async function changeRole(
  { engine, environment, interactive, sink }: ConnectionParts,
  local: LocalPublications,
  role: string,
): Promise<void> {
  if (!interactive || !isRole(role)) throw failed('unsupported', `There is no role ${role}.`);
  const late = new AbortController();
  const { signal } = late;
  const what = 'Changing the role';
  const undo = environment.clock.after(roleMs, () => {
    late.abort(failed('timeout', 'The vendor did not answer the change of role.'));
  });
  try {
    await abortable(local.settled(), { signal, what });
    const published = local.sources;
    if (role === 'audience') await local.end(signal);
    if (role === 'audience') for (const source of published) sink.localUnpublishedByServer({ source });
    await abortable(engine.setClientRole(numberOfRole(role)), { signal, what });
  } catch (cause) {
    const reason: unknown = signal.aborted ? signal.reason : cause;
    throw mapError(reason, 'The role could not be changed.', 'forbidden');
  } finally {
    undo();
  }
  sink.permissionsChanged({ role, permissions: permissionsOf(role) });
}

function failed(code: 'unsupported' | 'timeout', message: string): RtcError {
  return new RtcError({ code, message, adapter: 'aliyun' });
}
