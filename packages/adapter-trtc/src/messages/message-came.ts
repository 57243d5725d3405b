import type { RtcDriverSink } from '@jackfield/core/adapter';
import type { RosterReporter } from '@jackfield/core/adapter-kit';
import type { TrtcEvents } from '../port.ts';
import type { RemotePeople } from '../people/remote-people.ts';
import { decodeMuted, decodeText, muteChannel, textChannel } from './wire-messages.ts';

/**
 * Takes a message of somebody: what their adapter says is muted, a message of their app, or something else. Tells whether it is the
 * first word of their adapter, who may not have heard of this one yet.
 */
export function messageCame(
  { userId, cmdId, data }: Parameters<TrtcEvents['custom-message']>[0],
  { sink, people, roster }: { sink: RtcDriverSink; people: RemotePeople; roster: RosterReporter },
): 'first' | 'more' | 'other' {
  const muted = cmdId === muteChannel ? decodeMuted(data) : undefined;
  if (muted) {
    const first = people.setMuted(userId, muted);
    roster.look(userId);
    roster.flush();
    return first ? 'first' : 'more';
  }
  const remoteId = roster.idOf(userId);
  if (cmdId === textChannel && remoteId !== undefined)
    sink.messageReceived({ remoteId, ...decodeText(data) });
  else sink.vendorEvent({ name: 'custom-message', payload: { userId, cmdId, data } });
  return 'other';
}
