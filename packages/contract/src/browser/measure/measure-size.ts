import type { Instruments } from '../instruments/instrument.ts';
import { receiversOf } from './measure-arriving.ts';

/** Reads the size of the last picture that came for a remote track, pixels, by the statistics of its receivers; undefined while none does. */
export async function measureSize(
  instruments: readonly Instruments[],
  track: MediaStreamTrack,
): Promise<{ readonly width: number; readonly height: number } | undefined> {
  let size: { readonly width: number; readonly height: number } | undefined;
  for (const receiver of receiversOf(instruments, track)) {
    const report = await receiver.getStats();
    report.forEach((entry: Readonly<Record<string, unknown>>) => {
      const { type, frameWidth, frameHeight } = entry;
      if (type !== 'inbound-rtp' || typeof frameWidth !== 'number' || typeof frameHeight !== 'number') return;
      size = { width: frameWidth, height: frameHeight };
    });
  }
  return size;
}
