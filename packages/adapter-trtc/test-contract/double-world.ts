import type { Side, World } from '@jackfield/contract';
import type { NodePages } from '@jackfield/contract/node';
import type { RtcErrorCode } from '@jackfield/core';
import type { DoubleNetwork } from './double/double-network.ts';
import { DoubleInstance } from './double/double-instance.ts';
import type { DoubleService, Operation } from './double/double-service.ts';
import { FarMember, slotOf } from './far-member.ts';

/** How an app's server answers the next request for a credential. */
export type CredentialFault = 'network' | 'room-full';

/** What the world is made over. */
export interface DoubleWorldInit extends Pick<NodePages, 'room' | 'pass'> {
  readonly service: DoubleService;
  readonly faults: CredentialFault[];
  /** The way of a side to the service. */
  readonly networkOf: (side: Side) => DoubleNetwork;
  /** How many instances of the SDK were made. */
  readonly joins: () => number;
}

/** How long core keeps people whom a restarted vendor has not reported yet. */
const heldMs = 10_500;

/** The vendor's number for a code of core's, as far as it documents one. */
const numbers: Partial<Record<RtcErrorCode, number>> = {
  'credential-invalid': 70_003,
  'credential-expired': 70_001,
  forbidden: -100_013,
};

function done(run: () => void): Promise<void> {
  return new Promise((resolve) => {
    run();
    resolve();
  });
}

/** The world around sessions over the double. */
export function createDoubleWorld({
  service,
  room,
  faults,
  networkOf,
  joins,
  pass,
}: DoubleWorldInit): Partial<World> {
  // The vendor has no word for who was there before: the adapter takes everyone of the first 1.5 s after a join for that.
  let passedFor = 0;
  let passing = Promise.resolve();
  const passExisting = (): Promise<void> =>
    (passing = passing.then(async () => {
      const now = joins();
      if (now !== passedFor) await pass(1_600);
      passedFor = now;
    }));
  const passUntil = async ({ session }: Side, wanted: (status: string) => boolean): Promise<void> => {
    for (let step = 0; step < 240 && !wanted(session.state.status); step += 1) await pass(500);
  };
  const forget = ({ userId }: Side): void => {
    const member = service.member(room, userId);
    if (member) service.remove(room, member);
  };
  return {
    async farJoin(who) {
      await passExisting();
      return new FarMember(service, room, who);
    },
    kick: ({ userId }) =>
      done(() => {
        service.putOut(room, userId, 'banned');
      }),
    closeRoom: () =>
      done(() => {
        for (const { userId } of service.members(room)) service.putOut(room, userId, 'room_disband');
      }),
    refuse: (operation, code) =>
      done(() => {
        if (code === 'network' || code === 'room-full') faults.push(code);
        else service.refuse(operation as Operation, numbers[code] ?? -900_099);
      }),
    hold(operation) {
      const release = service.hold(operation as Operation);
      return Promise.resolve(async () => {
        release();
        await pass(5);
      });
    },
    cut: (side) =>
      done(() => {
        networkOf(side).cut();
      }),
    async restore(side, mode) {
      if (mode === 'restarted') {
        forget(side);
        // Longer than the adapter lets the SDK dial.
        await pass(6_000);
      }
      networkOf(side).mend();
      await passUntil(side, (status) => status === 'joined');
      // Then core waits for those who have not been reported again.
      await pass(heldMs);
    },
    async lose(side) {
      networkOf(side).cut();
      forget(side);
      // A session may be in a call again as soon as it has lost one, and that one finds the service.
      const undo = side.session.on('state-changed', ({ state }) => {
        if (state.status === 'ended') networkOf(side).mend();
      });
      await passUntil(side, (status) => status === 'ended');
      undo();
    },
    wire({ userId }, source) {
      // Sound of a screen is mixed into the microphone: there is no publication of it.
      if (source === 'screen-audio')
        return Promise.resolve({ published: false, muted: false, sending: false });
      const member = service.member(room, userId);
      const listed = member?.listed.get(slotOf(source));
      return Promise.resolve({
        published: listed !== undefined,
        muted: listed?.muted ?? false,
        sending: member?.sends(slotOf(source)) ?? false,
      });
    },
    encoding({ userId }, source) {
      const member = service.member(room, userId);
      const profile =
        member instanceof DoubleInstance && (source === 'camera' || source === 'screen')
          ? member.profiles.get(source)
          : undefined;
      return Promise.resolve(
        profile && { maxBitrate: profile.bitrate * 1000, maxFramerate: profile.frameRate },
      );
    },
    presences: (userId) => Promise.resolve(service.member(room, userId) ? 1 : 0),
  };
}
