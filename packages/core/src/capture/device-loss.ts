import { isRtcError, type RtcError } from '../errors/rtc-error.ts';
import type { DeviceLossPolicy } from '../face/device-loss-policy.ts';
import { captureError, captureFailure } from './capture-error.ts';
import type { Capture } from './capture.ts';
import type { Enabling } from './enabling.ts';
import type { CaptureState } from '../model/local-source-state.ts';
import type { Muting } from './muting.ts';
import type { Source } from './source.ts';

/** The fate of a source whose device is gone. */
export interface DeviceLoss {
  /** The device is gone; `error` where its processor gave up. `asked`: somebody has asked for the source since. */
  ended(error?: RtcError, asked?: boolean): void;
}

/** The parts of the source, and the policy. */
export interface DeviceLossContext {
  readonly source: Source;
  readonly muting: Muting;
  readonly enabling: Enabling;
  readonly policy: DeviceLossPolicy;
  /** Opens the device that comes next. */
  readonly open: (signal: AbortSignal) => Promise<Capture>;
}

/** Makes it for a microphone or a camera. */
export function createDeviceLoss({ source, muting, enabling, policy, open }: DeviceLossContext): DeviceLoss {
  const { state, device, gate, lane, warn, context } = source;

  function next(failure: RtcError): void {
    source.held = true;
    gate.set(false);
    device.close();
    state.patch({ deviceId: undefined, track: undefined, capture: { status: 'requesting' } });
    lane
      .run({}, async (signal) => {
        try {
          if (!device.current) {
            if (!state.value.muted) await source.bring(signal, open);
            // Muted meanwhile: unmuting opens it.
            else state.patch({ capture: { status: 'released' } });
          }
        } catch (error) {
          if (state.value.enabled && !device.current) {
            const other = isRtcError(error) && error.code !== 'device-not-found' ? error : undefined;
            muting.lost(other ? captureFailure(other) : 'unplugged', other ?? failure).catch(warn);
          }
          return;
        } finally {
          source.held = false;
        }
        if (signal.aborted) return;
        await source.send();
      })
      .catch((error: unknown) => {
        if (state.value.enabled) warn(error);
      });
  }
  function close(capture: CaptureState['capture']): void {
    device.close();
    state.patch({ capture, track: undefined, deviceLabel: undefined });
  }
  /** Whoever has asked for the source since opens it when their turn comes. */
  function unpublish(capture: CaptureState['capture'], asked: boolean): void {
    if (!asked) void enabling.disable(capture);
    close(capture);
    if (asked) source.tell().catch(warn);
  }
  /** A device whose permission was taken back ends as one that was pulled out does. */
  async function checkRevoked(): Promise<void> {
    const kind = context.source;
    if (kind !== 'microphone' && kind !== 'camera') return;
    const { capture } = state.value;
    const status = await context.environment.permissions?.query({ name: kind });
    if (!status || status.state === 'granted' || state.value.capture !== capture) return;
    const error = captureError('permission-denied', kind);
    state.patch({ capture: { status: 'failed', reason: 'permission-denied', error } });
  }
  return {
    ended(error, asked = false) {
      // What is being let go is no loss: nothing is opened instead of it, and whoever asks for it anew does not find it.
      if (!state.value.enabled) {
        close({ status: 'off' });
        return;
      }
      const failure = error ?? captureError('device-not-found', context.source);
      const reason = error ? captureFailure(error) : 'unplugged';
      // A processor that gave up (blur) is no reason to send what it was to hide, from whichever device.
      if (policy === 'unpublish') unpublish({ status: 'failed', reason, error: failure }, asked);
      else if (policy === 'next-device' && !error && !state.value.muted) next(failure);
      else muting.lost(reason, failure).catch(warn);
      // Not every browser knows these permissions by name: then it stays `unplugged`.
      if (!error) checkRevoked().catch(() => undefined);
    },
  };
}
