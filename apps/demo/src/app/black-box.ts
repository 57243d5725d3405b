import type { RtcAdapter } from '@jackfield/core';

/** The recorder of the page. Its code comes with that of the call: until then nothing happens that is written down. */
export const blackBox: { record?: (adapter: RtcAdapter) => RtcAdapter } = {};

/** The same adapter, whose legs are written down by the recorder of the page. */
export function recordable(adapter: RtcAdapter): RtcAdapter {
  return Object.freeze<RtcAdapter>({
    ...adapter,
    createDriver: (sink, environment) =>
      (blackBox.record?.(adapter) ?? adapter).createDriver(sink, environment),
  });
}
