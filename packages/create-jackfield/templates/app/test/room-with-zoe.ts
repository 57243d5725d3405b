import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createSession, type RtcSession } from '@jackfield/core';
import { createFakeEnvironment, type FakeEnvironment } from '@jackfield/core/testing';

/** A page in memory, and a room in which Zoe is: no browser, no network, no account. */
export interface RoomWithZoe {
  readonly session: RtcSession;
  readonly page: FakeEnvironment;
  /** Lets time pass until something has settled. */
  settled<Value>(promise: Promise<Value>): Promise<Value>;
}

/** Makes a session over the cloud in memory. Devices are the page's; `denied` is a person who does not allow them. */
export function roomWithZoe({ denied = false }: { readonly denied?: boolean } = {}): RoomWithZoe {
  const page = createFakeEnvironment({ permission: denied ? 'denied' : 'granted' });
  const cloud = createFakeCloud({ clock: page.clock });
  cloud.room('studio').addParticipant({ userId: 'zoe', displayName: 'Zoe', sources: [] });
  return {
    page,
    session: createSession(fake(cloud), { environment: page.environment }),
    async settled(promise) {
      let over = false;
      const settle = (): void => void (over = true);
      promise.then(settle, settle);
      for (let turn = 0; turn < 1_000 && !over; turn += 1) await page.clock.advance(10);
      return promise;
    },
  };
}
