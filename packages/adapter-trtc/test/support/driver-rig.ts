import { sinkOf, type DriverFact } from '@jackfield/contract';
import type { JoinRequest, LocalPublication, RtcDriver, SourceKind } from '@jackfield/core/adapter';
import { createFakeEnvironment, type FakeEnvironment } from '@jackfield/core/testing';
import { trtc, type TrtcOptions } from '../../src/index.ts';
import { DoubleSdk } from './double-sdk.ts';

/** A UserSig that looks like one. */
export const someSig: string = `eJw${'x'.repeat(40)}`;

/** Drivers of one adapter over the double, in a page of their own. */
export interface DriverRig extends FakeEnvironment {
  readonly sdk: DoubleSdk;
  readonly facts: readonly DriverFact[];
  driver(): RtcDriver;
  joined(role?: string): Promise<RtcDriver>;
  request(change?: Partial<JoinRequest>): JoinRequest;
  publication(source: SourceKind, muted?: boolean): LocalPublication;
  named(name: string): readonly DriverFact[];
}

export async function driverRig(options: Partial<TrtcOptions> = {}): Promise<DriverRig> {
  const page = createFakeEnvironment();
  const sdk = new DoubleSdk();
  const facts: DriverFact[] = [];
  const adapter = trtc({
    credential: ({ userId }) => Promise.resolve({ sdkAppId: 1_400_000_001, userId, userSig: someSig }),
    sdk,
    ...options,
  });
  await adapter.preload();
  const rig: DriverRig = {
    ...page,
    sdk,
    facts,
    driver: () =>
      adapter.createDriver(
        sinkOf((fact) => facts.push(fact)),
        page.environment,
      ),
    async joined(role) {
      const driver = rig.driver();
      await driver.doJoin(rig.request({ role }));
      return driver;
    },
    request: (change = {}) => ({
      room: 'studio',
      userId: 'ann',
      displayName: '',
      role: undefined,
      local: [],
      purpose: 'main',
      signal: new AbortController().signal,
      ...change,
    }),
    publication: (source, muted = false) => ({
      source,
      muted,
      contentHint: '',
      track: page.environment.createPlaceholder(source === 'microphone' ? 'audio' : 'video').track,
    }),
    named: (name) => facts.filter((fact) => fact.name === name),
  };
  return rig;
}
