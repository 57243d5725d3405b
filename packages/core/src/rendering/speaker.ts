import type { AudioOutputElement, RtcEnvironment } from '../environment/rtc-environment.ts';
import { checkArgument } from '../errors/check-options.ts';
import type { KeepPlaying } from '../elements/keep-playing.ts';
import { disposedError } from '../errors/disposed-error.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { SdkOutput } from './sdk-output.ts';

/** The loudspeaker of all elements of a session, and of SDKs that play by themselves. */
export interface Speaker {
  /** The one in use; empty for the default one, also while the chosen one is unplugged. */
  readonly id: string;
  /** Chooses it for all elements, now and later. Rejects `not-supported`, `device-not-found`, `permission-denied`. */
  choose(deviceId: string): Promise<void>;
  /** A new element plays on it too. */
  adopt(element: AudioOutputElement): void;
  /** An element is not needed any more. */
  forget(element: AudioOutputElement): void;
  /** Forgets the choice, no longer listens to devices, and takes no other choice. */
  end(): void;
}

/** The parts that a loudspeaker works with. */
export interface SpeakerPort {
  readonly sdkOutputs: () => Iterable<SdkOutput>;
  readonly keep: Pick<KeepPlaying, 'hold' | 'release'>;
  /** Something was refused that nobody awaits. */
  readonly warn: (cause: unknown) => void;
  /** Another one is in use. */
  readonly changed: (id: string) => void;
}

/** Makes one that plays on the default device. */
export function createSpeaker(
  environment: RtcEnvironment,
  { sdkOutputs, keep, warn, changed }: SpeakerPort,
): Speaker {
  const { mediaDevices } = environment;
  /** The elements, and where each is known to play. */
  const elements = new Map<AudioOutputElement, string>();
  let chosen = '';
  let inUse = '';
  let turn = 0;
  let ended = false;

  const codeOf = (error: unknown): string => toRtcError(error, { message: 'No such speaker.' }).code;
  /** An SDK that is gone by now plays nowhere. */
  const refused = (error: unknown): void => {
    if (codeOf(error) !== 'aborted') warn(error);
  };
  /** Has an element play there. What the browser gave up is tried once more. */
  async function move(element: AudioOutputElement, deviceId: string): Promise<void> {
    try {
      await element.setSinkId?.(deviceId);
    } catch (error) {
      if (codeOf(error) !== 'aborted') throw error;
      await element.setSinkId?.(deviceId);
    }
    if (elements.has(element)) elements.set(element, deviceId);
  }
  function apply(element: AudioOutputElement): void {
    move(element, inUse).catch((error: unknown) => {
      // A device that went away between the check and now: the change of devices that follows puts it right.
      if (codeOf(error) !== 'device-not-found') warn(error);
    });
  }
  /** Tries a loudspeaker with an element that plays nothing, so that most refusals leave everything as it was. */
  async function probe(deviceId: string): Promise<void> {
    await move(environment.createAudioElement(), deviceId);
  }
  /** Takes one into use; elements that are there by now and are not known to play there follow, or all. */
  function use(deviceId: string, all = false): void {
    const before = inUse;
    inUse = deviceId;
    for (const [element, where] of elements) if (all || where !== inUse) apply(element);
    if (before !== inUse) changed(inUse);
  }
  /** Has SDKs play on a loudspeaker. Where one refuses, those that took it play on the old one again. */
  async function useInSdks(deviceId: string, also?: () => Promise<void>): Promise<void> {
    const outputs = [...sdkOutputs()];
    const asked = [...outputs.map((output) => output.setSpeaker(deviceId)), ...(also ? [also()] : [])];
    const answers = await Promise.allSettled(asked);
    const refusal = answers.find((answer) => answer.status === 'rejected');
    if (!refusal) return;
    for (const [index, output] of outputs.entries())
      if (answers[index]?.status === 'fulfilled') output.setSpeaker(inUse).catch(refused);
    throw refusal.reason;
  }
  async function check(): Promise<void> {
    turn += 1;
    const own = turn;
    // Only a device that is not there is gone: a browser may refuse one for a moment.
    const gone = await probe(chosen).then(
      () => false,
      (error: unknown) => codeOf(error) === 'device-not-found',
    );
    if (own !== turn) return;
    const next = gone ? '' : chosen;
    if (next !== inUse) useInSdks(next).catch(refused);
    // What was in somebody's ears does not come out of the room's loudspeakers by itself.
    if (gone && inUse !== '') for (const element of elements.keys()) keep.hold(element);
    const isBack = !gone && inUse === '';
    // A browser may have changed it with the devices.
    use(next, true);
    if (isBack) for (const element of elements.keys()) keep.release(element);
  }
  const onDevices = (): void => void check();
  function remember(deviceId: string): void {
    chosen = deviceId;
    mediaDevices?.removeEventListener('devicechange', onDevices);
    if (deviceId !== '') mediaDevices?.addEventListener('devicechange', onDevices);
  }
  return {
    get id() {
      return inUse;
    },
    async choose(deviceId) {
      if (ended) throw disposedError();
      checkArgument('deviceId', deviceId, 'string');
      if (!environment.canChooseSpeaker) {
        throw new RtcError({
          code: 'not-supported',
          message: 'This browser cannot choose the loudspeaker: choose it in the settings of the system.',
        });
      }
      turn += 1;
      const own = turn;
      try {
        await useInSdks(deviceId, async () => {
          await probe(deviceId);
          if (own === turn) await Promise.all([...elements.keys()].map((element) => move(element, deviceId)));
        });
      } catch (error) {
        // Those that had it go back, unless another one was chosen since.
        if (own === turn) use(inUse);
        throw toRtcError(error, { message: 'This loudspeaker cannot be used; the old one stays.' });
      }
      if (own !== turn) return;
      remember(deviceId);
      use(deviceId);
      // Whoever chooses one wants to hear on it.
      for (const element of elements.keys()) keep.release(element);
    },
    adopt(element) {
      elements.set(element, '');
      if (inUse !== '') apply(element);
    },
    forget(element) {
      elements.delete(element);
    },
    end() {
      ended = true;
      turn += 1;
      inUse = '';
      remember('');
    },
  };
}
