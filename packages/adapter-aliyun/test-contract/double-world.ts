import type { Side, World } from '@jackfield/contract';
import type { NodePages } from '@jackfield/contract/node';
import type { RtcErrorCode } from '@jackfield/core';
import { slots } from '../src/engine/engine-internals.ts';
import { FarMember, labelOf } from './far-member.ts';
import type { DoubleEngine } from './double/double-engine.ts';
import type { DoubleService, Operation } from './double/service.ts';

/** How an app's server answers the next request for a credential. */
export type CredentialFault = 'credential-expired' | 'network' | 'room-full';

/** What the world is made over. */
export interface DoubleWorldInit extends Pick<NodePages, 'room' | 'pass'> {
  readonly service: DoubleService;
  readonly faults: CredentialFault[];
  /** The engine that a side uses now. */
  readonly engineOf: (side: Side) => DoubleEngine | undefined;
}

/** How long core keeps people whom a restarted vendor has not reported yet. */
const heldMs = 10_500;

/** The vendor's number for a code of core's; the vendor documents none for the others. */
const numbers: Partial<Record<RtcErrorCode, number>> = {
  'credential-invalid': 33620485,
  forbidden: 33620482,
  'room-not-found': 33620484,
  'room-closed': 33620483,
  'server-error': 33622275,
  'publish-failed': 10401,
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
  engineOf,
  pass,
}: DoubleWorldInit): Partial<World> {
  const cut = (engine: DoubleEngine): void => {
    engine.reachable = false;
    service.remove(room, engine);
    engine.loseSignalling();
  };
  return {
    async farJoin(who) {
      // The vendor has no word for who was there before: the adapter takes everyone of the first 1.5 s for that.
      if (service.members(room).length > 0) await pass(1_600);
      return new FarMember(service, room, who);
    },
    kick: ({ userId }) => done(() => service.putOut(room, userId, 1)),
    closeRoom: () =>
      done(() => {
        for (const { userId } of service.members(room)) service.putOut(room, userId, 2);
      }),
    refuse: (operation, code) =>
      done(() => {
        if (code === 'credential-expired' || code === 'network' || code === 'room-full') faults.push(code);
        else service.refuse(operation as Operation, numbers[code] ?? 33622275);
      }),
    losePublication: (side) => done(() => engineOf(side)?.losePublication()),
    hold(operation) {
      const release = service.hold(operation as Operation);
      return Promise.resolve(async () => {
        release();
        await pass(5);
      });
    },
    cut: (side) =>
      done(() => {
        const engine = engineOf(side);
        if (engine) cut(engine);
      }),
    async restore(side) {
      const engine = engineOf(side);
      if (engine) engine.reachable = true;
      // The adapter tries again after 1, 2, 4 … s.
      for (let tries = 0; tries < 60 && engine && !engineOf(side)?.polling; tries += 1) await pass(1_000);
      // Then core waits for those who have not been reported again.
      await pass(heldMs);
    },
    async lose(side) {
      const engine = engineOf(side);
      if (!engine) return;
      if (engine.reachable) cut(engine);
      // Nobody gives up but core, after its bound; the next engine finds the service again.
      await pass(95_000);
    },
    wire({ userId }, source) {
      // Sound of a screen is mixed into the microphone: there is no publication of it.
      if (source === 'screen-audio')
        return Promise.resolve({ published: false, muted: false, sending: false });
      const member = service.member(room, userId);
      const stream = member?.streams.get(labelOf(source));
      return Promise.resolve({
        published: stream?.state === 'active',
        muted: stream?.muted ?? false,
        sending: member?.sends(labelOf(source)) ?? false,
      });
    },
    encoding(side, source) {
      if (source === 'screen-audio') return Promise.resolve(undefined);
      const sender = engineOf(side)?.publisher.connection?.senders[slots.indexOf(source)];
      const [encoding] = sender?.track ? sender.parameters.encodings : [];
      return Promise.resolve(
        encoding && { maxBitrate: encoding.maxBitrate, maxFramerate: encoding.maxFramerate },
      );
    },
    presences: (userId) => Promise.resolve(service.member(room, userId) ? 1 : 0),
  };
}
