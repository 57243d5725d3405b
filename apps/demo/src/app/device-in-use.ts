import type { LocalSourceState } from '@jackfield/core';

/** The device that is open, undefined where none is: one that the browser chose has no id but that of its track. */
export function deviceInUse({
  deviceId,
  track,
}: Pick<LocalSourceState, 'deviceId' | 'track'>): string | undefined {
  return deviceId ?? track?.getSettings().deviceId;
}
