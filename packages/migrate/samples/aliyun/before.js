// Many-to-many calls in a page as walkthroughs of 2020 teach them for aliyun-webrtc-sdk, in own words: preview, join, publish,
// show the others, camera off and on, share the screen. `AliRtcEngine` comes with a script tag.
const engine = new AliRtcEngine();
const state = { isSharing: false, hasCamera: true };

export { engine, state };

/** The lobby. @param {HTMLVideoElement} video */
export function preview(video) {
  return engine
    .isSupport()
    .then(() => engine.startPreview(video))
    .catch((error) => tell(error.message));
}

/**
 * Enters a channel with what the server has signed.
 * @param {{ appid: string, channel: string, userid: string, nonce: string, timestamp: number, token: string, gslb: string[] }} auth
 * @param {string} displayName
 */
export function enter(auth, displayName) {
  engine.on('onPublisher', (publisher) => {
    engine.subscribe(publisher.userId).then((userId) => {
      engine.setDisplayRemoteVideo(userId, videoOf(userId), 1);
    });
  });
  engine.on('onUnPublisher', (publisher) => {
    engine.unSubscribe(publisher.userId);
    videoOf(publisher.userId).remove();
  });
  engine.on('onBye', ({ code }) => tell(code === 1 ? 'You were removed.' : 'The channel is closed.'));
  engine.on('onAudioLevel', (levels) => showLevels(levels));
  engine.on('onError', (error) => {
    if (error.errorCode === 10011 || error.errorCode === 10012) {
      state.isSharing = false;
      engine.configLocalScreenPublish = false;
      engine.configLocalCameraPublish = true;
      engine.publish();
    }
  });
  return engine.joinChannel(auth, displayName).then(() => engine.publish());
}

/** Camera off and on. @param {boolean} on */
export function setCamera(on) {
  state.hasCamera = on;
  engine.configLocalCameraPublish = on;
  return on ? engine.publish() : engine.unPublish();
}

/** The screen in place of the camera, and back. @param {boolean} on */
export function setSharing(on) {
  state.isSharing = on;
  engine.configLocalCameraPublish = !on;
  engine.configLocalScreenPublish = on;
  return engine.publish();
}

/** Says nothing, or something again. @param {boolean} on */
export function setMicrophone(on) {
  engine.muteLocalMic(!on);
}

/** Leaves. */
export function leave() {
  return engine.leaveChannel();
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
