import type { EndReason } from '@jackfield/core/adapter';
import { addBots } from '../cloud/bots.ts';
import type { FakeCloud } from '../cloud/cloud.ts';
import type { FakeParticipant } from '../cloud/participant.ts';

/** Something of a vendor's that goes wrong, or that others do, for a panel of buttons. */
export interface FakeTrouble {
  /** Stable: small letters and "-". */
  readonly id: string;
  /** What it does, in a few English words. */
  readonly name: string;
  /** Makes it happen. What happens to the session itself rejects with a RangeError where that is not in the room. */
  run(target: { readonly room: string; readonly userId: string }): Promise<void>;
}

type Run = (target: Parameters<FakeTrouble['run']>[0]) => void | Promise<void>;

/**
 * What the server does to a session, how its network fails, and what somebody else in the room may do.
 *
 * @param cloud - where it happens.
 * @param actor - who does what "somebody" does; a visitor comes where left out, or where the actor is not there.
 */
export function troubleOf(cloud: FakeCloud, actor?: FakeParticipant): readonly FakeTrouble[] {
  const visitors = new Map<string, FakeParticipant>();
  const crowds = new Map<string, () => void>();
  const somebody = (room: string): FakeParticipant => {
    const known = [actor, visitors.get(room)].find(
      (one) => one !== undefined && cloud.room(room).userIds.includes(one.userId),
    );
    if (known) return known;
    const visitor = cloud.room(room).addParticipant({ userId: 'visitor', displayName: 'Visitor' });
    visitors.set(room, visitor);
    return visitor;
  };
  const end = (id: string, name: string, reason: EndReason): FakeTrouble =>
    trouble(id, name, ({ room, userId }) => {
      cloud.room(room).end(userId, reason);
    });
  const cut = (seconds: number): FakeTrouble =>
    trouble(
      `cut-network-${String(seconds)}`,
      `Cut the network for ${String(seconds)} s`,
      ({ room, userId }) => cloud.network.cutFor(room, userId, seconds * 1000, { mode: 'restarted' }),
    );
  return [
    end('kick-me', 'Kick me', 'kicked'),
    end('close-room', 'Close the room', 'room-closed'),
    end('expire-credential', 'Expire my token', 'credential-expired'),
    end('stop-server', 'Stop the server', 'server-shutdown'),
    end('join-elsewhere', 'Join as me elsewhere', 'replaced'),
    cut(5),
    cut(40),
    trouble('lose-network', 'Lose the network for good', ({ room, userId }) => {
      cloud.network.lose(room, userId);
    }),
    trouble('mute-by-server', 'Mute my microphone from the server', ({ room, userId }) => {
      cloud.room(room).muteByServer(userId, 'microphone');
    }),
    trouble('lose-camera', 'Lose what my camera publishes', ({ room, userId }) => {
      cloud.room(room).losePublication(userId, 'camera');
    }),
    trouble('refuse-publishing', 'Refuse what I send for a moment', ({ room, userId }) => {
      cloud.plan('publish', { kind: 'refuse', code: 'publish-failed' }, { userId, times: 3 });
      for (const source of ['microphone', 'camera'] as const)
        cloud.room(room).losePublication(userId, source);
    }),
    trouble('fail-join', 'Refuse my next join', ({ userId }) => {
      cloud.plan('join', { kind: 'refuse', code: 'room-full' }, { userId });
    }),
    trouble('record', 'Record the room', ({ room }) => {
      cloud.room(room).setRecording(true);
    }),
    trouble('share', 'Somebody shares a screen', ({ room }) => {
      somebody(room).publish('screen');
    }),
    trouble('write', 'Somebody writes', ({ room }) => {
      somebody(room).sendMessage('chat', 'Hello! Can everybody see the slides?');
    }),
    trouble('hand', 'Somebody raises a hand', ({ room }) => {
      somebody(room).sendMessage('hand', 'up');
    }),
    trouble('interrupt', 'Somebody loses the network', ({ room }) => {
      somebody(room).interrupt();
    }),
    trouble('fifty-bots', '50 bots', ({ room, userId }) => {
      const session = cloud.engine.connectionOf(room, userId)?.member;
      if (!session) throw new RangeError(`No session of ${userId} is in the room ${room}.`);
      // One crowd in a room, for as long as whoever called for it is there.
      crowds.get(room)?.();
      const leave = addBots(cloud, room, { count: 50, present: 50, everyMs: 200 });
      const end = (): void => {
        session.afterwards.delete(end);
        crowds.delete(room);
        leave();
      };
      session.afterwards.add(end);
      crowds.set(room, end);
    }),
  ];
}

function trouble(id: string, name: string, run: Run): FakeTrouble {
  return {
    id,
    name,
    run: async (target) => {
      await run(target);
    },
  };
}
