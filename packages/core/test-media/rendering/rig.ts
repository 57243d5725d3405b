import { onTestFinished } from 'vitest';
import { browserEnvironment } from '../../src/environment/browser-environment.ts';
import { createKeepPlaying } from '../../src/elements/keep-playing.ts';
import type { AudioOutputElement } from '../../src/environment/rtc-environment.ts';
import { createRemoteMedia, type RemoteMediaOptions } from '../../src/rendering/create-remote-media.ts';
import type { RenderState } from '../../src/model/participant.ts';
import type { RemoteSourceKey } from '../../src/model/remote-source-key.ts';
import type { RemoteMedia, ViewInterest, SoundPlayer } from '../../src/rendering/remote-media.ts';

export interface MediaRig {
  readonly media: RemoteMedia;
  /** What was told last. */
  readonly told: {
    render: RenderState;
    readonly renders: string[];
    interest: ViewInterest | undefined;
    playback: { readonly blocked: boolean; readonly interrupted: boolean };
    /** Hears of each source apart. */
    hear?: (key: RemoteSourceKey, render: RenderState) => void;
  };
  /** Every audio element that core made. */
  readonly audio: readonly AudioOutputElement[];
  view(): HTMLVideoElement;
}

/** Rendering in the real browser. */
export function createMediaRig({
  player = 'element',
  ...options
}: Partial<Pick<RemoteMediaOptions, 'firstFrameMs' | 'stallMs' | 'releaseMs'>> & {
  readonly player?: SoundPlayer;
} = {}): MediaRig {
  const told: MediaRig['told'] = {
    render: 'none',
    renders: [],
    interest: undefined,
    playback: { blocked: false, interrupted: false },
  };
  const audio: AudioOutputElement[] = [];
  const keep = createKeepPlaying({
    environment: browserEnvironment,
    changed(next) {
      told.playback = next;
    },
  });
  const media = createRemoteMedia({
    ...options,
    keep,
    environment: {
      ...browserEnvironment,
      createAudioElement() {
        const element = browserEnvironment.createAudioElement();
        audio.push(element);
        return element;
      },
    },
    port: {
      playerOf: () => player,
      renderChanged(key, render) {
        told.hear?.(key, render);
        told.render = render;
        told.renders.push(render);
      },
      interestChanged(_key, interest) {
        told.interest = interest;
      },
      warn(cause) {
        throw cause;
      },
      speakerChanged: () => undefined,
    },
  });
  onTestFinished(() => {
    media.dispose();
  });
  return {
    media,
    told,
    audio,
    view() {
      const view = document.createElement('video');
      Object.assign(view.style, { width: '320px', height: '180px' });
      document.body.append(view);
      onTestFinished(() => {
        view.remove();
      });
      return view;
    },
  };
}
