// Many-to-many calls in a page as walkthroughs of 2020 teach them for aliyun-webrtc-sdk, in own words: preview, join, publish,
// show the others, camera off and on, share the screen. `AliRtcEngine` comes with a script tag.
import { createSession } from '@jackfield/core';

import {
  isSupported,
  joinChannel,
  onBye,
  onError,
  onPublisher,
  onUnPublisher,
  publish,
  setMuted,
  show,
  startPreview,
  subscribe,
  unpublish,
  unsubscribe,
  vendor,
  wanted,
} from './jackfield-aliyun.ts';

const engine = createSession(vendor());
const state = { isSharing: false, hasCamera: true };

export { engine, state };

/** The lobby. @param {HTMLVideoElement} video */
export function preview(video) {
  return isSupported(engine)
    .then(() => startPreview(engine, video))
    .catch((error) => tell(error.message));
}

/**
 * Enters a channel with what the server has signed.
 * @param {{ appid: string, channel: string, userid: string, nonce: string, timestamp: number, token: string, gslb: string[] }} auth
 * @param {string} displayName
 */
export function enter(auth, displayName) {
  onPublisher(engine, (publisher) => {
    subscribe(engine, publisher.userId).then((userId) => {
      show(engine, userId, videoOf(userId), 'camera');
    });
  });
  onUnPublisher(engine, (publisher) => {
    unsubscribe(engine, publisher.userId);
    videoOf(publisher.userId).remove();
  });
  onBye(
    engine,
    ({ code }) => tell(code === 1 ? 'You were removed.' : 'The channel is closed.')
  );

  // TODO(jackfield): watchLevels of @jackfield/core/levels tells who is how loud.
  // engine.on('onAudioLevel', (levels) => showLevels(levels));


  onError(engine, (error) => {
    if (error.errorCode === 10011 || error.errorCode === 10012) {
      state.isSharing = false;
      wanted(engine).screen = false;
      wanted(engine).camera = true;
      publish(engine);
    }
  });
  return joinChannel(engine, auth, displayName).then(() => publish(engine));
}

/** Camera off and on. @param {boolean} on */
export function setCamera(on) {
  state.hasCamera = on;
  wanted(engine).camera = on;
  return on ? publish(engine) : unpublish(engine);
}

/** The screen in place of the camera, and back. @param {boolean} on */
export function setSharing(on) {
  state.isSharing = on;
  wanted(engine).camera = !on;
  wanted(engine).screen = on;
  return publish(engine);
}

/** Says nothing, or something again. @param {boolean} on */
export function setMicrophone(on) {
  setMuted(engine.microphone, !on);
}

/** Leaves. */
export function leave() {
  return engine.leave();
}

/** @param {string} userId @returns {HTMLVideoElement} */
function videoOf(userId) {
  const id = `tile-${userId}`;
  const found = document.getElementById(id);
  if (found instanceof HTMLVideoElement) return found;
  const video = document.createElement('video');
  Object.assign(video, { id, width: 320, height: 180 });
  document.body.append(video);
  return video;
}

/** @param {string} text */
function tell(text) {
  console.log(text);
}

/** @param {readonly { userId: string, level: number }[]} levels */
function showLevels(levels) {
  console.log(levels);
}
