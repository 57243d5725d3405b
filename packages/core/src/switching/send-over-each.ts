import { RtcError } from '../errors/rtc-error.ts';
import type { RtcViewer } from '../face/rtc-viewer.ts';
import type { Connection } from '../leg/connection.ts';
import type { Internals } from '../session/internals.ts';
import { sendMessage } from '../session/send-message.ts';
import { remoteIdOf } from '../state/machine-state.ts';

/** Sends a message over every leg, where there are two: receivers that are on both hear it once. */
export function sendOverEach(
  { store, call }: Pick<Internals, 'store' | 'call'>,
  send: RtcViewer['sendMessage'],
): RtcViewer['sendMessage'] {
  return async (message) => {
    const { leading } = call;
    const others = [...call.connections].filter(
      (each) => each !== leading && store.state.legs.has(each.leg.generation),
    );
    if (!leading || others.length === 0) return send(message);
    for (const id of message.to ?? []) {
      if (store.state.people.has(id)) continue;
      throw new RtcError({ code: 'invalid-argument', message: `Nobody here has the id ${id}.` });
    }
    /** Over one leg, to those who are there; undefined where none of them is. */
    const over = (connection: Connection): Promise<void> | undefined => {
      const to = message.to?.filter(
        (id) => remoteIdOf(store.state, id, connection.leg.generation) !== undefined,
      );
      if (to?.length === 0) return undefined;
      const parts = { store, call: { leading: connection }, over: () => connection.adapter };
      return sendMessage(parts, to ? { ...message, to } : message);
    };
    const sent = [leading, ...others].flatMap((each) => over(each) ?? []);
    const results = await Promise.allSettled(sent);
    const [first] = results;
    if (first?.status === 'rejected' && results.every(({ status }) => status === 'rejected'))
      throw first.reason;
    for (const result of results)
      if (result.status === 'rejected')
        store.warn(result.reason, 'A message went out over one vendor alone.');
  };
}
