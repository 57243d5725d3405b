import { FakeAudioElement } from './fake-audio-element.ts';
import { FakeVideoView } from './fake-video-view.ts';

/** Sound and picture elements, and the browser's rules for them. */
export interface FakeElements {
  /** Every audio element that core made. */
  readonly audio: readonly FakeAudioElement[];
  /** Audio elements that hold a stream. */
  readonly liveAudio: readonly FakeAudioElement[];
  /** Every video view that was made here. */
  readonly views: readonly FakeVideoView[];
  /** Makes a video element; `frameCallbacks: false` makes one of an old browser. */
  createView(options?: { readonly frameCallbacks?: boolean }): FakeVideoView;
  /** Tells whether sound is refused until `gesture()`. */
  playbackBlocked: boolean;
  /** The number of sounds that the browser can play at a time; any number at first. */
  outputs: number;
  /** The user acts: sound may play from now on. (Nothing starts by itself.) */
  gesture(): void;
  /** For the environment. */
  createAudioElement(): FakeAudioElement;
}

/** The parts that elements are made from. */
export interface FakeElementsInit {
  readonly playbackBlocked: boolean;
  readonly ignoresVolume: boolean;
  readonly checkSink: ((sinkId: string) => void) | undefined;
}

/** Makes the elements of a page. */
export function createFakeElements({
  playbackBlocked,
  ignoresVolume,
  checkSink,
}: FakeElementsInit): FakeElements {
  const audio: FakeAudioElement[] = [];
  const views: FakeVideoView[] = [];
  const outputs = new Set<FakeAudioElement>();
  const fake: FakeElements = {
    audio,
    get liveAudio() {
      return audio.filter(({ srcObject }) => srcObject !== null);
    },
    views,
    createView(options) {
      const view = new FakeVideoView(options);
      views.push(view);
      return view;
    },
    playbackBlocked,
    outputs: Infinity,
    gesture() {
      fake.playbackBlocked = false;
    },
    createAudioElement() {
      const element = new FakeAudioElement({
        blocked: () => fake.playbackBlocked,
        ignoresVolume,
        checkSink,
        outputs,
        mostOutputs: () => fake.outputs,
      });
      audio.push(element);
      return element;
    },
  };
  return fake;
}
