import type { World } from '@jackfield/contract';
import type { NodePages } from '@jackfield/contract/node';
import type { RtcErrorCode } from '@jackfield/core';
import { FarPerson } from './double/far-person.ts';
import type { Operation, Service } from './double/service.ts';

/** The way to the app's own server, from which tokens come. */
export interface TokenServer {
  /** Tells whether the next request does not get through. */
  unreachable: boolean;
}

/** The vendor's numbers, by the code that the adapter makes of them. */
const numbers: Partial<Record<RtcErrorCode, number>> = {
  'credential-invalid': 401,
  forbidden: 403,
  'room-not-found': 404,
  'room-full': 409,
  'codec-unsupported': 415,
  'credential-expired': 419,
  'publish-failed': 422,
};

/** Brings about at the vendor what clauses ask for. What is missing here belongs into `cannot.ts`; a clause that needs it says so by name. */
export function createWorld(
  { service, tokens }: { readonly service: Service; readonly tokens: TokenServer },
  { room, pass }: NodePages,
): Partial<World> {
  return {
    farJoin: (who) => Promise.resolve(new FarPerson(service, room, who)),
    kick: ({ userId }) => putOut(userId, 1),
    async closeRoom() {
      for (const { user } of service.people) await putOut(user, 2);
    },
    async shutdown() {
      for (const { user } of service.people) await putOut(user, 4);
    },
    endCredential: ({ userId }) => putOut(userId, 5),
    // The SDK does not reconnect: whoever is cut off is out.
    cut: ({ userId }) => putOut(userId, 9),
    lose: ({ userId }) => putOut(userId, 9),
    refuse(operation, code) {
      if (code === 'network') tokens.unreachable = true;
      else service.refuse(operation as Operation, numbers[code] ?? 500);
      return Promise.resolve();
    },
    hold(operation) {
      const release = service.hold(operation as Operation);
      return Promise.resolve(async () => {
        release();
        await pass(5);
      });
    },
    wire({ userId }, source) {
      const person = service.person(room, userId);
      const published = person?.member().published.find((each) => each.source === source);
      return Promise.resolve({
        published: published !== undefined,
        muted: published?.muted ?? false,
        sending: person?.sends(source) ?? false,
      });
    },
    presences: (userId) => Promise.resolve(service.person(room, userId) ? 1 : 0),
  };

  /** They are told before this resolves: what the world does has taken effect by then. */
  async function putOut(userId: string, number: number): Promise<void> {
    const person = service.person(room, userId);
    if (!person) return;
    service.putOut(person, number);
    await pass(2);
  }
}
