import type { ScreenOptions } from '../face/local-source.ts';
import type { ScreenShareEndReason } from '../face/session-events.ts';
import { abortError } from '../timing/bounded.ts';
import { isGivenUp } from '../timing/lane.ts';
import { createSharedRun } from '../timing/shared-run.ts';
import { holdTrack, type Capture } from './capture.ts';
import { createEnabling, type Enabling } from './enabling.ts';
import { createMuting, type Muting } from './muting.ts';
import { createPicker } from './picker.ts';
import { cannotOpen, createSource, type Source, type SourceContext } from './source.ts';
import type { CameraSuspension } from './suspend-camera.ts';

/** One half of a share: its picture or its sound. */
export interface ShareHalf extends Muting, Pick<Enabling, 'disable' | 'reset'> {
  readonly source: Source;
}

/** Makes the picture or the sound of a share, which only the person can open. */
export function createShareHalf(context: SourceContext): ShareHalf {
  const source = createSource({ ...context, capturedFirst: true });
  const muting = createMuting(source, cannotOpen('screen'));
  const { disable, reset } = createEnabling(source, muting);
  return {
    source,
    ...muting,
    get releases() {
      return muting.releases;
    },
    disable,
    reset,
  };
}

/** The screen share with its sound. */
export interface ScreenSource {
  /** See `LocalScreen.enable`. The picker opens within this call when nothing else is going on. */
  enable(options?: ScreenOptions): Promise<void>;
  /** Ends the share: unpublishes, lets go of picture and sound, brings the camera back. */
  end(reason: ScreenShareEndReason): Promise<void>;
  /** Ends the sound alone, also that of a share that is being picked. */
  endSound(): Promise<void>;
  /** Ends everything at once. */
  reset(): void;
}

/** A share that somebody asked for. */
interface Request {
  readonly options: ScreenOptions;
  /** Tells whether it is to have its sound. */
  sound: boolean;
}

/** Makes the screen share of its two halves. */
export function createScreenSource(
  picture: ShareHalf,
  sound: ShareHalf,
  suspension: CameraSuspension,
): ScreenSource {
  const { source } = picture;
  const { environment, port } = source.context;
  const pick = createPicker(environment);
  /** Tells whether somebody was given the share that is open. */
  let taken = false;
  /** The share that was asked for last: its sound may be given up before it is picked. */
  let request: Request | undefined;

  function hold(half: ShareHalf, raw: MediaStreamTrack, ended: () => Promise<void>): Capture {
    const { device, state, gate } = half.source;
    const capture = holdTrack(
      raw,
      { environment, gate },
      {
        ended() {
          if (device.current === capture) ended().catch(half.source.warn);
        },
        interrupted(interrupted) {
          if (device.current === capture)
            state.patch({ capture: { status: interrupted ? 'interrupted' : 'live' } });
        },
      },
    );
    return capture;
  }
  /** A share is one thing: what it does not bring is not there any more. */
  async function open(wanted: Request, signal: AbortSignal): Promise<void> {
    const { contentHint = 'detail', camera: _, ...options } = wanted.options;
    const audio = wanted.sound && port.refusal('screen-audio') === undefined;
    const picked = await pick({ ...options, audio }, signal);
    if (signal.aborted) {
      picked.picture.stop();
      picked.sound?.stop();
      throw abortError('Sharing the screen');
    }
    source.contentHint = contentHint;
    picked.picture.contentHint = contentHint;
    source.device.install(hold(picture, picked.picture, () => end('browser')));
    const { state, device, gate } = sound.source;
    if (!picked.sound || !wanted.sound) {
      picked.sound?.stop();
      if (state.value.enabled) void sound.disable();
      return;
    }
    state.patch({ enabled: true });
    device.install(hold(sound, picked.sound, () => sound.disable()));
    gate.set(!state.value.muted);
  }
  async function tell({ source: half }: ShareHalf): Promise<void> {
    await half.tell({ anew: true });
    half.device.settle();
  }
  /** Sends what is shared, as far as it is not muted. */
  async function send(): Promise<void> {
    for (const { source: half } of [picture, sound]) {
      const { enabled, muted } = half.state.value;
      // One that is being let go is open still, and stays silent.
      if (half.device.current) half.gate.set(enabled && !muted);
    }
    await Promise.all([tell(picture), sound.source.device.current && tell(sound)]);
  }
  async function begin(wanted: Request, signal: AbortSignal): Promise<void> {
    const { state, device } = source;
    if (!device.current) {
      const { enabled, capture } = state.value;
      state.patch({ enabled: true, capture: { status: 'requesting' } });
      try {
        await open(wanted, signal);
      } catch (error) {
        // A share has no intent to keep: only the person can pick again.
        if (!device.offered && !enabled) state.patch({ enabled, capture: { status: 'off' } });
        // One that was muted and let go stays as it was.
        else if (!device.offered && state.value.enabled) {
          state.patch({ capture });
          source.tell().catch(source.warn);
        }
        throw error;
      }
      const { camera = port.cameraBesideScreen() ? 'keep' : 'suspend' } = wanted.options;
      if (camera === 'suspend' && !isGivenUp(signal)) await suspension.begin();
    }
    if (isGivenUp(signal)) return;
    await send();
    taken ||= !isGivenUp(signal);
  }
  const sharing = createSharedRun('Sharing the screen', async (options: ScreenOptions, signal) => {
    const own: Request = { options, sound: options.audio ?? false };
    request = own;
    try {
      await source.lane.run({ signal }, (given) => begin(own, given));
    } finally {
      // Given up by all who asked: as if it had never been asked for.
      if (signal.aborted && !taken && !sharing.running && source.state.value.enabled) void end('app');
    }
  });
  /** A share that begins anew is not muted: nobody remembers the mute of the one before. */
  function forgetMute(): void {
    for (const half of [picture, sound]) if (half.source.state.value.muted) void half.unmute();
  }
  async function end(reason: ScreenShareEndReason): Promise<void> {
    const { enabled } = source.state.value;
    const ends = enabled && (source.device.current !== undefined || source.offer() !== undefined);
    sharing.forget();
    taken = false;
    const done = Promise.all([picture.disable(), sound.disable()]);
    forgetMute();
    if (ends) port.screenShareEnded(reason);
    await done;
    if (ends) suspension.end();
  }
  return {
    enable({ signal, ...options } = {}) {
      source.intents += 1;
      return sharing.join(options, signal);
    },
    end,
    endSound() {
      if (request) request.sound = false;
      return sound.disable();
    },
    reset() {
      sharing.forget();
      taken = false;
      suspension.reset();
      picture.reset();
      sound.reset();
    },
  };
}
