import { createFakeCloud, fake, type FakeCloud, type FakeRoom } from '@jackfield/adapter-fake';
import { createSession, type RtcAdapter, type RtcSession } from '@jackfield/core';
import { createFakeEnvironment, type FakeEnvironment } from '@jackfield/core/testing';
import { flushSync } from 'svelte';

/** A session in a fake browser, in a room of a cloud in memory. */
export interface Rig {
  readonly session: RtcSession<FakeCloud>;
  readonly adapter: RtcAdapter<FakeCloud>;
  readonly world: FakeEnvironment;
  readonly room: FakeRoom;
  /** How many subscribers the session has now. */
  listeners(): number;
  /** Joins the room. */
  join(): Promise<void>;
  /** Lets everything happen that is due, Svelte's effects included. */
  settle(): Promise<void>;
}

/** A fresh one for each test. @param change - puts something round the adapter. */
export function createRig(
  change: (adapter: RtcAdapter<FakeCloud>, now: () => number) => RtcAdapter<FakeCloud> = (adapter) => adapter,
): Rig {
  const world = createFakeEnvironment();
  const cloud = createFakeCloud({
    clock: world.clock,
    media: {
      createTrack: (source, label) =>
        world.tracks.create({ kind: source === 'camera' || source === 'screen' ? 'video' : 'audio', label }),
    },
  });
  const adapter = change(fake(cloud), () => world.clock.now());
  const session = createSession(adapter, { environment: world.environment });
  let count = 0;
  const subscribe = session.subscribe.bind(session);
  session.subscribe = (listener) => {
    const undo = subscribe(listener);
    let open = true;
    count += 1;
    return () => {
      if (open) count -= 1;
      open = false;
      undo();
    };
  };
  const settle = async (): Promise<void> => {
    await world.clock.advance(50);
    flushSync();
  };
  return {
    session,
    adapter,
    world,
    room: cloud.room('studio'),
    listeners: () => count,
    settle,
    async join() {
      const joined = session.join({ room: 'studio', userId: 'ann', displayName: 'Ann' });
      await settle();
      await joined;
      await settle();
    },
  };
}
