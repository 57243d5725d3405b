import type { ModerationRequest } from '../adapter/rtc-driver.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { SourceKind } from '../model/source-kind.ts';
import { remoteIdOf, type MachineState } from '../state/machine-state.ts';
import { command } from './command.ts';
import { internalsOf } from './internals.ts';
import type { RtcViewer } from '../face/rtc-viewer.ts';

/**
 * Mutes, unpublishes or removes somebody, or closes the room. Ask `session.can('moderate-…')` first. Rejects `unsupported`,
 * `invalid-state`, `invalid-argument` (nobody here has that id), `forbidden`, `timeout`.
 */
export async function moderate(session: RtcViewer, act: ModerationAct): Promise<void> {
  const parts = internalsOf(session);
  const { name, capabilities } = (parts.call.leading ?? parts).adapter;
  if (!capabilities.moderation.includes(act.action)) {
    throw new RtcError({ code: 'unsupported', message: `${name} has no way to ${act.action}.` });
  }
  const request = toRequest(act, parts.store.state);
  try {
    await command(parts, { what: 'Moderating' }, (driver) => driver.doModerate?.(request));
  } catch (error) {
    // Who closes the room is out of it too, often before the vendor has answered.
    const { status } = session.state;
    if (act.action !== 'close-room' || (status !== 'leaving' && status !== 'ended')) throw error;
  }
}

/** The act of a moderator, by {@link Participant.id}. */
export type ModerationAct =
  | { readonly action: 'mute' | 'unpublish'; readonly participantId: string; readonly source: SourceKind }
  | { readonly action: 'kick'; readonly participantId: string }
  | { readonly action: 'close-room' };

/** The act with the driver's id for core's. */
function toRequest(act: ModerationAct, state: MachineState): ModerationRequest {
  if (act.action === 'close-room') return act;
  const { participantId, ...rest } = act;
  const remoteId = remoteIdOf(state, participantId, state.leading ?? NaN);
  if (remoteId === undefined) {
    throw new RtcError({ code: 'invalid-argument', message: `Nobody here has the id ${participantId}.` });
  }
  return { ...rest, remoteId };
}
