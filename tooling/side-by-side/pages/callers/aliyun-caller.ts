import 'aliyun-webrtc-sdk';
import type { AliRtcEngine, AliRtcEngineConstructor } from '@jackfield/adapter-aliyun';
import { open, type Caller, type Source, type Views } from './caller.ts';

declare global {
  interface Window {
    readonly AliRtcEngine: AliRtcEngineConstructor;
  }
}

/** Makes somebody who calls over Aliyun's SDK alone, with the largest profile that fits the picture. */
export function createAliyunCaller(views: Views): Caller {
  const engine = new window.AliRtcEngine({ customPlay: true, isDebug: true });
  const published = new Set<Source>();
  let isPublished = false;
  receive(engine, views);
  async function announce(): Promise<void> {
    engine.configLocalAudioPublish = published.has('microphone');
    engine.configLocalCameraPublish = published.has('camera');
    engine.configLocalScreenPublish = published.has('screen');
    await engine.publish();
  }
  return {
    async join(seat) {
      await engine.joinChannel(await window.fetchAliyunAuth(seat), seat.userId);
    },
    async publish(sources) {
      const { width, height } = views.picture();
      for (const source of sources) {
        published.add(source);
        if (source !== 'microphone')
          engine.setVideoProfile({ width, height, frameRate: 30 }, source === 'screen' ? 2 : 1);
        // Later ones count in the next publication alone; what is missing the SDK opens by itself.
        if (isPublished) continue;
        const stream = await open(source);
        for (const track of stream.getTracks()) {
          engine.setExternalMediaTrack(track, track.kind === 'audio' ? 0 : source === 'screen' ? 2 : 1);
          if (track.kind === 'audio') published.add('microphone');
        }
      }
      isPublished = true;
      await announce();
    },
    async unpublish(source) {
      published.delete(source);
      if (published.size > 0) return announce();
      isPublished = false;
      await engine.unPublish();
    },
    setMuted(muted) {
      engine.muteLocalMic(muted, true);
      return Promise.resolve();
    },
    leave: () => engine.leaveChannel(),
  };
}

/** Receives what everybody publishes, as the SDK's documentation does. */
function receive(engine: AliRtcEngine, views: Views): void {
  const sounds = new Map<string, HTMLAudioElement>();
  const queues = new Map<string, Promise<unknown>>();
  async function subscribe(userId: string): Promise<void> {
    const { streamConfigs = [] } = engine.getUserInfo(userId) ?? {};
    const has = (label: string): boolean =>
      streamConfigs.some((each) => each.label === label && each.state === 'active');
    engine.configRemoteAudio(userId, has('sophon_audio'));
    engine.configRemoteCameraTrack(userId, true, has('sophon_video_camera_large'));
    engine.configRemoteScreenTrack(userId, has('sophon_video_screen_share'));
    await engine.subscribe(userId);
  }
  engine.on('onPublisher', ({ userId }) => {
    // The SDK refuses a second one while one is under way; of what fails the next change asks again.
    const before = queues.get(userId) ?? Promise.resolve();
    queues.set(
      userId,
      before.then(() => subscribe(userId)).catch(() => undefined),
    );
  });
  engine.on('onMediaStreamUpdate', ({ userId, mediaStream }) => {
    for (const track of mediaStream.getTracks()) {
      const stream = new MediaStream([track]);
      if (track.kind === 'audio') {
        const audio = sounds.get(userId) ?? new Audio();
        sounds.set(userId, audio);
        audio.srcObject = stream;
        void audio.play();
        continue;
      }
      const view = views.of(userId, track.id === 'sophon_video_screen_share' ? 'screen' : 'camera');
      view.srcObject = stream;
      void view.play();
    }
  });
}
