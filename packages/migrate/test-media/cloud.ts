import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import type { RtcAdapter } from '@jackfield/core';

/** The cloud that stands in for both vendors' services. */
export const cloud = createFakeCloud();

/** Credentials that a migrated app has handed to its adapter. */
export const credentials: unknown[] = [];

/** Makes an adapter over the cloud that asks for a credential as the vendor's does. */
export function overFake({ credential }: { credential: () => Promise<unknown> }): RtcAdapter {
  const adapter = fake(cloud);
  return {
    ...adapter,
    createDriver: (sink, environment) => {
      const driver = adapter.createDriver(sink, environment);
      return {
        ...driver,
        async doJoin(request) {
          credentials.push(await credential());
          return driver.doJoin(request);
        },
      };
    },
  };
}
