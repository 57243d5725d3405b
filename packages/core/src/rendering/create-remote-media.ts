import type { AudioOutputElement, RtcEnvironment, VideoView } from '../environment/rtc-environment.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { mediaKindOf } from '../model/source-kind.ts';
import type { RemoteMedia, RemoteMediaPort, RemoteSourceKey } from './remote-media.ts';

/** What rendering is made from. */
export interface RemoteMediaOptions {
  readonly environment: RtcEnvironment;
  readonly port: RemoteMediaPort;
  readonly remoteAudio: 'tracks' | 'sdk-played' | 'one-mix';
}

interface Source {
  readonly key: RemoteSourceKey;
  readonly stream: MediaStream;
  readonly views: Map<VideoView, () => void>;
  audio?: AudioOutputElement;
  volume: number;
}

/** Makes the elements and streams of remote sources. */
export function createRemoteMedia({ environment, port }: RemoteMediaOptions): RemoteMedia {
  const sources = new Map<string, Source>();
  let blocked = false;
  const nameOf = ({ participantId, source }: RemoteSourceKey): string => `${participantId}/${source}`;
  const get = (key: RemoteSourceKey): Source => {
    const known = sources.get(nameOf(key));
    if (known) return known;
    const made: Source = { key, stream: environment.createMediaStream(), views: new Map(), volume: 1 };
    sources.set(nameOf(key), made);
    return made;
  };
  const setBlocked = (next: boolean): void => {
    if (next === blocked) return;
    blocked = next;
    port.playbackChanged(next);
  };
  const play = async (element: AudioOutputElement): Promise<void> => {
    try {
      await element.play();
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotAllowedError') setBlocked(true);
    }
  };
  const setTrack = (key: RemoteSourceKey, track: MediaStreamTrack | undefined): void => {
    const source = get(key);
    const old = source.stream.getTracks();
    if (track) source.stream.addTrack(track);
    for (const each of old) if (each !== track) source.stream.removeTrack(each);
    if (mediaKindOf(key.source) === 'video') {
      port.renderChanged(key, track ? 'playing' : 'none');
      return;
    }
    if (track) {
      source.audio ??= environment.createAudioElement();
      source.audio.autoplay = true;
      source.audio.srcObject = source.stream;
      void play(source.audio);
    } else if (source.audio) {
      source.audio.pause();
      source.audio.srcObject = null;
      delete source.audio;
    }
    port.renderChanged(key, track ? 'playing' : 'none');
  };
  const remove = (participantId: string): void => {
    for (const [name, source] of [...sources]) {
      if (source.key.participantId !== participantId) continue;
      for (const detach of [...source.views.values()]) detach();
      setTrack(source.key, undefined);
      sources.delete(name);
    }
  };
  return {
    playback: {
      get blocked() {
        return blocked;
      },
      async resume() {
        setBlocked(false);
        for (const { audio } of sources.values()) if (audio) await play(audio);
        if (blocked)
          throw new RtcError({
            code: 'playback-blocked',
            message: 'Sound is still refused: call resume in a click.',
          });
      },
      speakerId: '',
      setSpeaker: () => Promise.reject(new RtcError({ code: 'not-supported', message: 'Not yet.' })),
    },
    streamOf: (key) => get(key).stream,
    attach(key, view) {
      const source = get(key);
      source.views.get(view)?.();
      view.muted = true;
      view.autoplay = true;
      view.playsInline = true;
      view.srcObject = source.stream;
      let undo = (): void => undefined;
      const detach = (): void => {
        if (source.views.get(view) !== detach) return;
        source.views.delete(view);
        undo();
        view.srcObject = null;
        port.interestChanged(key, {
          attached: source.views.size,
          visible: source.views.size > 0,
          size: undefined,
        });
      };
      source.views.set(view, detach);
      undo = environment.observeVisibility(view, ({ visible, width, height }) => {
        port.interestChanged(key, {
          attached: source.views.size,
          visible,
          size: width > 0 ? { width, height } : undefined,
        });
      });
      return detach;
    },
    setTrack,
    setExpected: () => undefined,
    volumeOf: (key) => get(key).volume,
    setVolume(key, volume) {
      get(key).volume = volume;
    },
    clear(key) {
      setTrack(key, undefined);
    },
    remove,
    dispose() {
      for (const { key } of [...sources.values()]) remove(key.participantId);
    },
  };
}
