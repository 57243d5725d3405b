/** The pictures that an element shows. */
export interface Watching {
  /** Begins to note the time between frames. */
  begin(): void;
  /** Ends that. */
  end(): Watched;
}

/** The frames that were seen of an element from a beginning until an end. */
export interface Watched {
  /** The longest time without a new frame, in milliseconds: also before the first one, and after the last one until the end. */
  readonly longestMs: number;
  /** The usual time between two frames, in milliseconds. */
  readonly usualMs: number;
  readonly frames: readonly SeenFrame[];
}

/** A frame that was seen. Times are in milliseconds. */
export interface SeenFrame {
  /** When it was given to the screen, since the page began: a page that is busy hears of it later. */
  readonly atMs: number;
  /** The browser's own count of frames that it had shown by then. */
  readonly shown: number;
  /** When its last packet came, since the page began. */
  readonly receivedMs: number;
  /** When it was captured, by a clock of its sender that begins anywhere. */
  readonly capturedMs: number;
}

/** Watches an element. */
export function createWatching(
  view: Pick<HTMLVideoElement, 'requestVideoFrameCallback' | 'cancelVideoFrameCallback'>,
  nowMs = (): number => performance.now(),
): Watching {
  let frames: SeenFrame[] = [];
  let fromMs = 0;
  let handle = 0;
  const request = (): void => {
    handle = view.requestVideoFrameCallback((_, metadata) => {
      const { presentationTime: atMs, presentedFrames: shown, receiveTime, rtpTimestamp } = metadata;
      const [receivedMs, capturedMs] = [receiveTime ?? NaN, (rtpTimestamp ?? NaN) / pictureClockPerMs];
      frames.push({ atMs, shown, receivedMs, capturedMs });
      request();
    });
  };
  return {
    begin() {
      view.cancelVideoFrameCallback(handle);
      frames = [];
      fromMs = nowMs();
      request();
    },
    end() {
      view.cancelVideoFrameCallback(handle);
      const steps = frames.slice(1).map((frame, index) => stepOf(frames[index] ?? frame, frame));
      const usual = steps.map(({ ms, shown }) => ms / shown).sort((one, other) => one - other);
      // A picture that stands from the beginning, or until the end, has no two frames between which it stood.
      const [firstMs = nowMs(), lastMs = fromMs] = [frames[0]?.atMs, frames.at(-1)?.atMs];
      const between = steps.map(({ ms, shown }) => ms - (shown - 1) * refreshMs);
      const longestMs = Math.max(firstMs - fromMs, ...between, nowMs() - lastMs);
      return { longestMs, usualMs: usual[Math.floor(usual.length / 2)] ?? NaN, frames };
    },
  };
}

/** The time from one frame that was told to the next, and how many were shown in it: a busy page is told of the last one alone. */
function stepOf(
  before: SeenFrame,
  { atMs, shown }: SeenFrame,
): { readonly ms: number; readonly shown: number } {
  return { ms: atMs - before.atMs, shown: Math.max(1, shown - before.shown) };
}

/** Pictures are stamped with a clock of 90 kHz. */
const pictureClockPerMs = 90;

/** The shortest time between two frames on a screen that is drawn 60 times a second. */
const refreshMs = 1_000 / 60;
