import type { CallHost } from '../../app/call-host.ts';
import { deviceInUse } from '../../app/device-in-use.ts';

/** Turns to the next camera of the list: on a phone that is the other side. Rejects as `setDevice` does. */
export async function flipCamera({ camera, devices }: Pick<CallHost, 'camera' | 'devices'>): Promise<void> {
  const cameras = devices.list('camera').filter(({ deviceId }) => deviceId !== '');
  const deviceId = deviceInUse(camera.state);
  const next = cameras[(cameras.findIndex((one) => one.deviceId === deviceId) + 1) % cameras.length];
  if (next) await devices.choose('camera', next.deviceId);
}
