import type { ModerationRequest } from '../adapter/rtc-driver.ts';
import { checkArgument } from '../errors/check-options.ts';
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
  const { call, adapter, store } = internalsOf(session);
  checkArgument('An act', act, 'object');
  const { leading } = call;
  const able = [leading ?? { adapter }, ...call.connections].filter((each) =>
    each.adapter.capabilities.moderation.includes(act.action),
  );
  if (able.length === 0) {
    const { name } = (leading ?? { adapter }).adapter;
    throw new RtcError({ code: 'unsupported', message: `${name} has no way to ${act.action}.` });
  }
  const over = new Set(able.map((each) => ('leg' in each ? each : undefined)));
  // Somebody who is there over two vendors is muted or removed at both.
  const requests = [...over].flatMap((leg) => {
    const request = toRequest(act, store.state, leg?.leg.generation ?? NaN);
    return request ? [{ request, call: { leading: leg } }] : [];
  });
  if (requests.length === 0 && act.action !== 'close-room') {
    const message = `Nobody here has the id ${act.participantId}.`;
    throw new RtcError({ code: 'invalid-argument', message });
  }
  try {
    await Promise.all(
      requests.map(({ request, ...parts }) =>
        command(parts, { what: 'Moderating' }, (driver) => driver.doModerate?.(request)),
      ),
    );
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

/** The act with the driver's id for core's; undefined for somebody who is not on that leg. */
function toRequest(act: ModerationAct, state: MachineState, leg: number): ModerationRequest | undefined {
  if (act.action === 'close-room') return act;
  const { participantId, ...rest } = act;
  const remoteId = remoteIdOf(state, participantId, leg);
  return remoteId === undefined ? undefined : { ...rest, remoteId };
}
