// Written by jackfield-migrate: the adapter, and what a call of livekit-client did that is more than one call of Jackfield.
// This file is yours now. Take out what you no longer need.
import { livekit, type LivekitCredential } from '@jackfield/adapter-livekit';
import type { RtcAdapter, RtcSession, SourceKind } from '@jackfield/core';

let connection: LivekitCredential | undefined;

/** The vendor: the one place that names LiveKit. Better: fetch a fresh `{ url, token }` here each time that it is asked for. */
export function vendor(): RtcAdapter {
  return livekit({
    credential: () =>
      connection
        ? Promise.resolve(connection)
        : Promise.reject(new Error('Call connect(session, url, token) first.')),
  });
}

/** Joins with a url and a token, as `room.connect` did: room and user are read from the token. */
export async function connect(session: RtcSession, url: string, token: string): Promise<void> {
  connection = { url, token };
  const claims = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) as {
    readonly sub: string;
    readonly name?: string;
    readonly video?: { readonly room?: string };
  };
  await session.join({ room: claims.video?.room ?? '', userId: claims.sub, displayName: claims.name });
}

/** Tells whether a source is a picture. */
export function isPicture(source: SourceKind): source is 'camera' | 'screen' {
  return source === 'camera' || source === 'screen';
}

const shown = new Map<string, Map<HTMLVideoElement, () => void>>();

/** Shows a picture in an element, a new one where none is given, which needs a size. Sound plays by itself: its element is empty. */
export function show(
  session: RtcSession,
  participantId: string,
  source: SourceKind,
  element: HTMLVideoElement = document.createElement('video'),
): HTMLVideoElement {
  const detach = isPicture(source) ? session.participant(participantId)?.[source].attach(element) : undefined;
  const key = `${participantId} ${source}`;
  const elements = shown.get(key) ?? new Map<HTMLVideoElement, () => void>();
  shown.set(key, elements.set(element, detach ?? (() => undefined)));
  return element;
}

/** Takes a picture out of every element that shows it, and returns them. */
export function hide(_session: RtcSession, participantId: string, source: SourceKind): HTMLVideoElement[] {
  const key = `${participantId} ${source}`;
  const elements = shown.get(key) ?? new Map<HTMLVideoElement, () => void>();
  shown.delete(key);
  for (const detach of elements.values()) detach();
  return [...elements.keys()];
}

/** Switches a camera or microphone on or off: off is muted, and the camera's light is out. */
export async function setOn(source: RtcSession['camera' | 'microphone'], on: boolean): Promise<void> {
  if (!on) return source.mute();
  if (!source.state.enabled) await source.enable();
  await source.unmute();
}

/** Shares the screen, or ends that. */
export async function setSharing(
  session: RtcSession,
  on: boolean,
  options?: { readonly audio?: boolean },
): Promise<void> {
  await (on ? session.screen.enable(options) : session.screen.disable());
}

/** Tells the end of a call, with its reason. */
export function onEnded(session: RtcSession, listener: (reason: string) => void): () => void {
  return session.on('state-changed', ({ state }) => {
    if (state.status === 'ended') listener(state.reason);
  });
}

/** Tells that the connection is being repaired. */
export function onReconnecting(session: RtcSession, listener: () => void): () => void {
  return session.on('state-changed', ({ state }) => {
    if (state.status === 'reconnecting') listener();
  });
}

/** Tells that it is repaired. */
export function onReconnected(session: RtcSession, listener: () => void): () => void {
  return session.on('state-changed', ({ state, previous }) => {
    if (state.status === 'joined' && previous.status === 'reconnecting') listener();
  });
}

/** Tells that sound needs a gesture, or no longer does. */
export function onPlaybackChanged(session: RtcSession, listener: () => void): () => void {
  return session.on('playback-changed', listener);
}
