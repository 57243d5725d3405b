import { createRecorder, type AdapterMiddleware, type Side, type SideOptions } from '@jackfield/contract';
import { createSession, type SessionTimeouts } from '@jackfield/core';
import type { RtcAdapter } from '@jackfield/core/adapter';
import { createFakeEnvironment, type FakeEnvironment } from '@jackfield/core/testing';

/** A side, and the page that the rig holds in its hands. */
export interface FakeSide extends Side {
  readonly page: FakeEnvironment;
  /** What a phone's page tells the system. */
  readonly audioSession: { type: string } | undefined;
}

/** A session in a fake page of its own. */
export function createFakeSide(
  adapter: RtcAdapter,
  {
    userId,
    options,
    middleware,
    timeouts,
  }: {
    readonly userId: string;
    readonly options: SideOptions;
    readonly middleware: AdapterMiddleware;
    readonly timeouts: SessionTimeouts;
  },
): FakeSide {
  const page = createFakeEnvironment({
    playbackBlocked: options.playbackBlocked,
    permission: options.devicesDenied ? 'denied' : 'granted',
  });
  const audioSession = options.phone ? { type: 'auto' } : undefined;
  if (options.phone) page.devices.singleCapture = 'ends-older';
  const environment = { ...page.environment, singleCapture: options.phone, audioSession };
  const own = middleware(adapter, environment);
  const session = createSession(own, { ...options.session, environment, timeouts });
  return {
    userId,
    session,
    adapter: own,
    page,
    audioSession,
    log: createRecorder(session),
    createView: () => page.elements.createView(),
  };
}
