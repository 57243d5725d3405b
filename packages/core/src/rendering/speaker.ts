import type { AudioOutputElement, RtcEnvironment } from '../environment/rtc-environment.ts';
import { checkArgument } from '../errors/check-options.ts';
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

/** Makes one that plays on the default device. */
export function createSpeaker(
  environment: RtcEnvironment,
  {
    sdkOutputs,
    warn,
  }: { readonly sdkOutputs: () => Iterable<SdkOutput>; readonly warn: (cause: unknown) => void },
): Speaker {
  const { mediaDevices } = environment;
  const elements = new Set<AudioOutputElement>();
  let chosen = '';
  let inUse = '';
  let turn = 0;
  let ended = false;

  const report = (error: unknown): void => {
    environment.reportError(error);
  };
  /** An SDK that is gone by now plays nowhere. */
  const refused = (error: unknown): void => {
    if (toRtcError(error, { message: 'No such speaker.' }).code !== 'aborted') warn(error);
  };
  async function apply(element: AudioOutputElement): Promise<void> {
    try {
      await element.setSinkId?.(inUse);
    } catch (error) {
      // A device that went away between the check and now: the change of devices that follows puts it right.
      if (toRtcError(error, { message: 'No such speaker.' }).code !== 'device-not-found') {
        report(error);
      }
    }
  }
  /** Tries a loudspeaker with an element that plays nothing, so that a refusal leaves everything as it was. */
  async function probe(deviceId: string): Promise<void> {
    await environment.createAudioElement().setSinkId?.(deviceId);
  }
  function use(deviceId: string): void {
    inUse = deviceId;
    for (const element of elements) void apply(element);
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
    const there = await probe(chosen).then(
      () => true,
      () => false,
    );
    if (own !== turn) return;
    const next = there ? chosen : '';
    if (next !== inUse) useInSdks(next).catch(refused);
    use(next);
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
        await useInSdks(deviceId, () => probe(deviceId));
      } catch (error) {
        throw toRtcError(error, { message: 'This loudspeaker cannot be used; the old one stays.' });
      }
      if (own !== turn) return;
      remember(deviceId);
      use(deviceId);
    },
    adopt(element) {
      elements.add(element);
      if (inUse !== '') void apply(element);
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
