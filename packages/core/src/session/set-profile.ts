import { checkArgument } from '../errors/check-options.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { command } from './command.ts';
import { internalsOf } from './internals.ts';
import type { RtcViewer } from '../face/rtc-viewer.ts';

/** Changes the local role. Rejects `unsupported`, `invalid-state`, `forbidden`, `timeout`. */
export async function setRole(session: RtcViewer, role: string): Promise<void> {
  const parts = internalsOf(session);
  checkArgument('role', role, 'string');
  const { name, capabilities } = (parts.call.leading ?? parts).adapter;
  if (!capabilities.roles.includes(role)) {
    throw new RtcError({ code: 'unsupported', message: `There is no role ${role} with ${name}.` });
  }
  await command(parts, { what: 'Changing the role' }, (driver) => driver.doSetRole?.(role));
  parts.store.dispatch({ type: 'selfChanged', data: { role } });
}

/** Changes the local display name. Rejects `unsupported`, `invalid-state`, `invalid-argument`, `forbidden`, `timeout`. */
export async function setDisplayName(session: RtcViewer, displayName: string): Promise<void> {
  const parts = internalsOf(session);
  checkArgument('displayName', displayName, 'string');
  const { name, capabilities, limits } = (parts.call.leading ?? parts).adapter;
  if (capabilities.displayNames !== true) {
    throw new RtcError({ code: 'unsupported', message: `Names do not travel with ${name}.` });
  }
  if (displayName.length > limits.displayNameLength) {
    throw new RtcError({
      code: 'invalid-argument',
      message: `displayName must have at most ${String(limits.displayNameLength)} characters with ${name}.`,
    });
  }
  await command(parts, { what: 'Changing the name' }, (driver) => driver.doSetProfile?.({ displayName }));
  parts.store.dispatch({ type: 'selfChanged', data: { displayName } });
}
