import { codeOf, type SourceFile } from '../source-file.ts';
import { listenerOf } from '../listener-of.ts';
import type { Listening, Replacement } from '../rules.ts';
import { takeEvent } from '../take-event.ts';
import { changeTracks } from './change-tracks.ts';
import { changePeople } from './change-people.ts';

/** The names of events in core, with their parameters there. */
const people: Readonly<Record<string, string>> = {
  ParticipantConnected: 'participant-joined',
  ParticipantDisconnected: 'participant-left',
};
const tracks: Readonly<Record<string, string>> = {
  TrackSubscribed: 'source-published',
  TrackUnsubscribed: 'source-unpublished',
};
/** Those that the bridge listens to, as core has one event for several. */
const bridged: Readonly<Record<string, string>> = {
  Disconnected: 'onEnded',
  Reconnecting: 'onReconnecting',
  Reconnected: 'onReconnected',
  AudioPlaybackStatusChanged: 'onPlaybackChanged',
};
const advice: Readonly<Record<string, string>> = {
  ActiveSpeakersChanged:
    'watchLevels of @jackfield/core/levels tells who speaks: watchLevels(session, { onActiveSpeaker }).',
  ConnectionQualityChanged: 'watchQuality of @jackfield/core/stats tells the quality, in words.',
  TrackMuted:
    'source-muted is one event for both: session.on("source-muted", ({ participant, source, muted }) => …).',
  TrackUnmuted:
    'source-muted is one event for both: session.on("source-muted", ({ participant, source, muted }) => …).',
  LocalTrackUnpublished:
    'screen-share-ended tells the end of a share; local-source-changed everything of a local source.',
  LocalTrackPublished: 'local-source-changed tells everything of a local source.',
  DataReceived: 'message-received brings text: session.on("message-received", ({ topic, text, from }) => …).',
  MediaDevicesChanged: 'watchDevices of @jackfield/core/devices tells what is plugged in.',
};

/** Makes a listener of a room one of a session. */
export function listenToLivekit(
  file: SourceFile,
  { engine, event: given, listener }: Listening,
  bridge: string,
): Replacement | undefined {
  // RoomEvent.Disconnected is the text 'disconnected'.
  const event = given.charAt(0).toUpperCase() + given.slice(1);
  if (bridged[event] !== undefined)
    return { code: `${file.use(bridged[event], bridge)}(${engine}, ${codeOf(listener)})` };
  const name = people[event] ?? tracks[event];
  if (name === undefined)
    return {
      left: advice[event] ?? `The event ${event} has no row in the table: session.native is the Room.`,
    };
  const found = listenerOf(file, listener);
  if (!found)
    return { left: `The listener of ${event} is in another file: it gets one object now, see the guide.` };
  const isTrack = tracks[event] !== undefined;
  const names = takeEvent(found, {
    fields: isTrack ? [undefined, undefined, 'participant'] : ['participant'],
    always: isTrack ? ['participant', 'source'] : [],
    type: name,
  });
  if (!names)
    return { left: `The parameters of ${event} are taken apart: it gets one object now, see the guide.` };
  if (found.type === 'FunctionDeclaration') file.use('RtcSessionEvents', '@jackfield/core');
  const participant = names.get('participant') ?? 'participant';
  if (isTrack) changeTracks(file, { body: found.body, engine, participant, bridge });
  changePeople(found.body, participant);
  return { code: `${engine}.on('${name}', ${codeOf(listener)})` };
}
