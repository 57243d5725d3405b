import type { RtcError, RtcErrorCode } from '@jackfield/core';

/** Devices that are not to be had, all for the same reason: one notice, one way out. */
export interface Trouble<Device> {
  readonly code: RtcErrorCode;
  readonly devices: readonly Device[];
  readonly errors: readonly RtcError[];
}

/** Gathers the devices that failed by reason; failures that the person has dismissed are left out. */
export function troublesOf<Device extends { readonly failure: RtcError | undefined }>(
  devices: readonly Device[],
  dismissed: readonly RtcError[],
): readonly Trouble<Device>[] {
  const failed = devices.flatMap((device) =>
    device.failure && !dismissed.includes(device.failure) ? [{ device, error: device.failure }] : [],
  );
  const codes = [...new Set(failed.map(({ error }) => error.code))];
  return codes.map((code) => {
    const same = failed.filter(({ error }) => error.code === code);
    return { code, devices: same.map(({ device }) => device), errors: same.map(({ error }) => error) };
  });
}
