// A small call app on livekit-client, as its README teaches it, in own words: connect, publish, show everybody, say who speaks.
import { type RtcSessionEvents, createSession } from '@jackfield/core';

import {
  connect,
  hide,
  isPicture,
  onEnded,
  onReconnecting,
  setOn,
  setSharing,
  show,
  vendor,
} from './jackfield-livekit.ts';

import { type Participant } from 'livekit-client';

const tiles = document.createElement('main');
const notes = document.createElement('p');
document.body.append(tiles, notes);

export const room = createSession(vendor());

room.on('source-published', showTrack);
room.on('source-unpublished', hideTrack);

room.on('participant-joined', ({ participant: person }) => say(`${person.userId} came`));

room.on('participant-left', ({ participant: person }) => say(`${person.userId} left`));

// TODO(jackfield): watchLevels of @jackfield/core/levels tells who speaks: watchLevels(session, { onActiveSpeaker }).
// room.on(RoomEvent.ActiveSpeakersChanged, markSpeakers);


onReconnecting(room, () => say('The connection is being repaired.'));
onEnded(room, () => say('The call is over.'));

/** Enters with what the token says. */
export async function enter(url: string, token: string): Promise<void> {
  await room.preload();
  await connect(room, url, token);
  await Promise.all([room.camera.enable(), room.microphone.enable()]);
}

/** The buttons. */
export async function press(button: 'camera' | 'screen' | 'sound' | 'leave', on: boolean): Promise<void> {
  if (button === 'camera') await setOn(room.camera, on);
  if (button === 'screen') await setSharing(room, on, { audio: true });
  if (button === 'sound') await room.playback.resume();
  if (button === 'leave') await room.leave();
}

function showTrack({ participant, source }: RtcSessionEvents['source-published']): void {
  const element = show(room, participant.id, source);
  element.title = participant.userId;
  if (isPicture(source)) tiles.append(element);
}

function hideTrack({ participant, source }: RtcSessionEvents['source-unpublished']): void {
  for (const element of hide(room, participant.id, source)) element.remove();
}

function markSpeakers(speakers: Participant[]): void {
  say(`Speaking: ${speakers.map(({ identity }) => identity).join(', ')}`);
}

function say(text: string): void {
  notes.textContent = text;
}
