// A small call app on livekit-client, as its README teaches it, in own words: connect, publish, show everybody, say who speaks.
import {
  Room,
  RoomEvent,
  Track,
  type Participant,
  type RemoteParticipant,
  type RemoteTrack,
  type RemoteTrackPublication,
} from 'livekit-client';

const tiles = document.createElement('main');
const notes = document.createElement('p');
document.body.append(tiles, notes);

export const room = new Room({ adaptiveStream: true, dynacast: true });

room
  .on(RoomEvent.TrackSubscribed, showTrack)
  .on(RoomEvent.TrackUnsubscribed, hideTrack)
  .on(RoomEvent.ParticipantConnected, (person) => say(`${person.identity} came`))
  .on(RoomEvent.ParticipantDisconnected, (person) => say(`${person.identity} left`))
  .on(RoomEvent.ActiveSpeakersChanged, markSpeakers)
  .on(RoomEvent.Reconnecting, () => say('The connection is being repaired.'))
  .on(RoomEvent.Disconnected, () => say('The call is over.'));

/** Enters with what the token says. */
export async function enter(url: string, token: string): Promise<void> {
  await room.prepareConnection(url, token);
  await room.connect(url, token);
  await room.localParticipant.enableCameraAndMicrophone();
}

/** The buttons. */
export async function press(button: 'camera' | 'screen' | 'sound' | 'leave', on: boolean): Promise<void> {
  if (button === 'camera') await room.localParticipant.setCameraEnabled(on);
  if (button === 'screen') await room.localParticipant.setScreenShareEnabled(on, { audio: true });
  if (button === 'sound') await room.startAudio();
  if (button === 'leave') await room.disconnect();
}

function showTrack(
  track: RemoteTrack,
  _publication: RemoteTrackPublication,
  participant: RemoteParticipant,
): void {
  const element = track.attach();
  element.title = participant.identity;
  if (track.kind === Track.Kind.Video) tiles.append(element);
}

function hideTrack(track: RemoteTrack): void {
  for (const element of track.detach()) element.remove();
}

function markSpeakers(speakers: Participant[]): void {
  say(`Speaking: ${speakers.map(({ identity }) => identity).join(', ')}`);
}

function say(text: string): void {
  notes.textContent = text;
}
