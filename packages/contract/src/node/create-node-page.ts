import { createFakeEnvironment } from '@jackfield/core/testing';
import { countCredentials } from '../rig/count-credentials.ts';
import type { SideOptions } from '../rig/side.ts';
import type { NodePage } from './node-vendor.ts';

/** Makes a page as a clause wants it: one of a phone, one that may not play, one that may not use devices. */
export function createNodePage({ playbackBlocked, devicesDenied, phone }: SideOptions): NodePage {
  const permission = devicesDenied ? 'denied' : 'granted';
  const page = createFakeEnvironment({ playbackBlocked, permission });
  const audioSession = phone ? { type: 'auto' } : undefined;
  if (phone) page.devices.singleCapture = 'ends-older';
  return {
    ...page,
    ...countCredentials(),
    audioSession,
    environment: { ...page.environment, singleCapture: phone, audioSession },
  };
}
