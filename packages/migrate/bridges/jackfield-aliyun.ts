// Written by jackfield-migrate: the adapter, and what a call of AliRtcEngine did that is more than one call of Jackfield.
// This file is yours now. Take out what you no longer need.
import { aliyun, type AliyunCredential } from '@jackfield/adapter-aliyun';
import { isRtcError, type Participant, type RtcAdapter, type RtcSession } from '@jackfield/core';

/** The credential that `joinChannel` was given. It is signed on your server: the AppKey has no place in a page. */
export interface AuthInfo {
  readonly appid: string;
  readonly channel: string;
  readonly userid: string;
  readonly nonce: string;
  readonly timestamp: number;
  readonly token: string;
  readonly gslb: readonly string[];
  readonly turn?: { readonly username: string; readonly password: string };
}

interface Flags {
  microphone: boolean;
  camera: boolean;
  screen: boolean;
}

let credential: AliyunCredential | undefined;
const adapter = aliyun({
  credential: () =>
    credential ? Promise.resolve(credential) : Promise.reject(new Error('Call joinChannel first.')),
});
const flags = new WeakMap<RtcSession, Flags>();
const shown = new Map<string, () => void>();
const errorListeners = new WeakMap<RtcSession, (error: { errorCode: number; message: string }) => void>();

/** The vendor: the one place that names Aliyun. */
export function vendor(): RtcAdapter {
  return adapter;
}

/** Rejects where calls are not possible here. Opens no device. */
export async function isSupported(_session: RtcSession): Promise<void> {
  const { problems } = await adapter.checkSupport();
  const [problem] = problems;
  if (problem) throw problem;
}

/** Shows the camera before the call. */
export async function startPreview(session: RtcSession, video: HTMLVideoElement): Promise<void> {
  session.camera.attach(video);
  await Promise.all([session.camera.enable(), session.microphone.enable()]);
}

/** Joins with what the server has signed. */
export async function joinChannel(session: RtcSession, auth: AuthInfo, displayName: string): Promise<void> {
  const { appid, channel, userid, nonce, timestamp, token, gslb, turn } = auth;
  credential = {
    appId: appid,
    channelId: channel,
    userId: userid,
    nonce,
    timestamp,
    token,
    gslb,
    ...(turn ? { turn } : {}),
  };
  await session.join({ room: channel, userId: userid, displayName });
}

/** The sources that `publish` is to send. */
export function wanted(session: RtcSession): Flags {
  const own = flags.get(session) ?? { microphone: true, camera: true, screen: false };
  flags.set(session, own);
  return own;
}

/** Sends what is wanted, and takes back the rest. Each source by itself: the sound no longer goes off with the camera. */
export async function publish(session: RtcSession): Promise<void> {
  const { microphone, camera, screen } = wanted(session);
  try {
    await (screen
      ? session.screen.enable({ camera: camera ? 'keep' : 'suspend' })
      : session.screen.disable());
  } catch (error) {
    if (!isRtcError(error) || error.code !== 'screen-share-cancelled') throw error;
    errorListeners.get(session)?.({ errorCode: 10011, message: error.message });
    return;
  }
  await Promise.all([
    microphone ? session.microphone.enable() : session.microphone.disable(),
    camera ? session.camera.enable() : session.camera.disable(),
  ]);
}

/** Takes back what is no longer wanted. */
export async function unpublish(session: RtcSession): Promise<void> {
  await publish(session);
}

/** Mutes or unmutes a source. What the end of a call has cut short is no failure: the SDK's call said nothing, either. */
export async function setMuted(source: RtcSession['camera' | 'microphone'], muted: boolean): Promise<void> {
  try {
    await (muted ? source.mute() : source.unmute());
  } catch (error) {
    if (!isRtcError(error) || error.code !== 'aborted') throw error;
  }
}

/** Resolves with the user: what is shown is received. */
export function subscribe(_session: RtcSession, userId: string): Promise<string> {
  return Promise.resolve(userId);
}

/** Shows somebody's camera or screen in an element that has a size. */
export function show(
  session: RtcSession,
  userId: string,
  video: HTMLVideoElement,
  source: 'camera' | 'screen',
): void {
  const person = [...session.participants.values()].find((each) => each.userId === userId);
  const key = `${userId} ${source}`;
  shown.get(key)?.();
  const detach = person && session.participant(person.id)?.[source].attach(video);
  if (detach) shown.set(key, detach);
}

/** Takes somebody's pictures away. */
export function unsubscribe(_session: RtcSession, userId: string): Promise<void> {
  for (const source of ['camera', 'screen']) {
    shown.get(`${userId} ${source}`)?.();
    shown.delete(`${userId} ${source}`);
  }
  return Promise.resolve();
}

/** Tells that somebody sends something, or something more. */
export function onPublisher(session: RtcSession, listener: (publisher: Participant) => void): () => void {
  return session.on('source-published', ({ participant }) => {
    listener(participant);
  });
}

/** Tells that somebody sends nothing any more. */
export function onUnPublisher(session: RtcSession, listener: (publisher: Participant) => void): () => void {
  return session.on('source-unpublished', ({ participant }) => {
    if (Object.keys(participant.sources).length === 0) listener(participant);
  });
}

/** Tells that somebody has come. */
export function onJoined(session: RtcSession, listener: (person: Participant) => void): () => void {
  return session.on('participant-joined', ({ participant }) => {
    listener(participant);
  });
}

/** Tells that somebody has gone. */
export function onLeft(session: RtcSession, listener: (person: Participant) => void): () => void {
  return session.on('participant-left', ({ participant }) => {
    listener(participant);
  });
}

/** Tells that the service has ended the call: 1 removed, 2 closed, 3 joined elsewhere. */
export function onBye(session: RtcSession, listener: (bye: { readonly code: number }) => void): () => void {
  return session.on('state-changed', ({ state }) => {
    if (state.status !== 'ended') return;
    const code = { kicked: 1, 'room-closed': 2, replaced: 3 }[state.reason as string];
    if (code !== undefined) listener({ code });
  });
}

/** Tells what went wrong, by the SDK's numbers where it has one: 10011 a picker was closed, 10012 a share was ended in the browser's bar. */
export function onError(
  session: RtcSession,
  listener: (error: { errorCode: number; message: string }) => void,
): () => void {
  errorListeners.set(session, listener);
  const undo = [
    session.on('screen-share-ended', ({ reason }) => {
      if (reason === 'app') return;
      wanted(session).screen = false;
      listener({ errorCode: 10012, message: 'The share was ended.' });
    }),
    session.on('warning', ({ error }) => {
      listener({ errorCode: Number(error.vendorCode ?? 10000), message: error.message });
    }),
  ];
  return () => {
    errorListeners.delete(session);
    for (const stop of undo) stop();
  };
}
