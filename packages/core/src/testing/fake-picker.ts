import type { FakeMediaStreamTrack } from './fake-track.ts';
import { FakeMediaStream } from './fake-media-stream.ts';
import type { TrackRegistry } from './track-registry.ts';

/** The browser's screen picker. */
export interface FakePicker {
  /** The answer of the person to the next pickers: `choose` (at first) and `cancel` at once, or `hold` until the test answers. */
  answer: 'choose' | 'cancel' | 'hold';
  /** The surface that they pick where they do so at once. */
  share: FakeShare;
  /** Pickers that wait. */
  readonly open: readonly OpenPicker[];
  /** Every call of getDisplayMedia: its constraints. */
  readonly calls: readonly DisplayMediaStreamOptions[];
  /** The person stops all sharing by the browser's own bar: the tracks end. */
  stopSharingFromBrowser(): void;
  /** The platform's call. */
  getDisplayMedia(constraints?: DisplayMediaStreamOptions): Promise<MediaStream>;
}

/** Makes a picker in which the person picks a monitor with sound. */
export function createFakePicker(tracks: TrackRegistry): FakePicker {
  const open = new Set<OpenPicker>();
  const calls: DisplayMediaStreamOptions[] = [];

  function capture(
    { surface = 'monitor', audio = true }: FakeShare,
    asked: DisplayMediaStreamOptions,
  ): MediaStream {
    const label = `Shared ${surface}`;
    const settings = { width: 1280, height: 720, frameRate: 30, displaySurface: surface };
    const shared: FakeMediaStreamTrack[] = [
      tracks.create({ kind: 'video', origin: 'display', label, settings }),
    ];
    if (asked.audio && audio) shared.push(tracks.create({ kind: 'audio', origin: 'display', label }));
    return new FakeMediaStream(shared);
  }

  const picker: FakePicker = {
    answer: 'choose',
    share: {},
    get open() {
      return [...open];
    },
    calls,
    stopSharingFromBrowser() {
      for (const track of tracks.live) {
        if (track.source.origin === 'display' && track.readyState === 'live') track.end();
      }
    },
    getDisplayMedia(constraints = {}) {
      calls.push(constraints);
      return new Promise((resolve, reject) => {
        const settle = (act: () => void): void => {
          if (open.delete(waiting)) act();
        };
        const waiting: OpenPicker = {
          constraints,
          choose(share = picker.share) {
            settle(() => {
              resolve(capture(share, constraints));
            });
          },
          cancel() {
            settle(() => {
              reject(new DOMException('Permission denied by user', 'NotAllowedError'));
            });
          },
        };
        open.add(waiting);
        if (picker.answer !== 'hold') waiting[picker.answer]();
      });
    },
  };
  return picker;
}

/** The surface that the person picks. */
export interface FakeShare {
  /** The kind of surface. `monitor` where left out. */
  readonly surface?: 'monitor' | 'window' | 'browser' | undefined;
  /** Tells whether its sound is shared, if it was asked for. */
  readonly audio?: boolean | undefined;
}

/** A picker that waits for the person. */
export interface OpenPicker {
  /** The constraints that were asked for. */
  readonly constraints: DisplayMediaStreamOptions;
  /** The person picks a surface. */
  choose(share?: FakeShare): void;
  /** The person cancels. */
  cancel(): void;
}
