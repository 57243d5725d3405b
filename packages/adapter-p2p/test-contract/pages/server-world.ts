import type { Side } from '@jackfield/contract';
import { pause, type VendorWorld, type VendorWorldContext } from '@jackfield/contract/browser';
import type { BareMember } from './bare-member.ts';

/** How long a credential of a side lasts, and how long a lost way is repaired, milliseconds. */
const credentialMs = 150_000;
const reconnectMs = 60_000;
/** In steps of so much is time moved on, milliseconds. */
const stepMs = 1_000;
/** How often is looked whether a call is over. */
const looks = 200;

/** What the signalling server and the way to it can do in a world. */
export function serverWorld(
  { room, ask, nameOf, pass }: VendorWorldContext,
  id: number,
  observerOf: (side: Side) => Promise<BareMember>,
): Omit<VendorWorld, 'settings' | 'publication' | 'dispose'> {
  const tell = async (name: string, ...values: readonly unknown[]): Promise<void> => {
    await ask(name, id, ...values);
  };
  return {
    presences: async (userId) => Number(await ask('presences', id, room, userId)),
    kick: ({ userId }) => tell('kick', room, userId),
    closeRoom: () => tell('closeRoom', room),
    shutdown: () => tell('shutdown'),
    serverMute: async (side, source) => (await observerOf(side)).moderate('mute', side.userId, source),
    serverUnpublish: async (side, source) =>
      (await observerOf(side)).moderate('unpublish', side.userId, source),
    refuse: (operation, code) => tell('refuse', operation, code),
    // The end is known from the beginning: time passes until it is near.
    expireCredential: (_, expiresInMs) => pass(credentialMs - expiresInMs),
    async endCredential() {
      await tell('endCredentials');
      await pass(credentialMs);
    },
    async hold(operation) {
      const number = await ask('hold', id, operation);
      return () => tell('release', number);
    },
    cut: (side) => tell('cut', nameOf(side)),
    restore: (side, mode) => tell('restore', nameOf(side), mode, room, side.userId),
    async lose(side) {
      await tell('cut', nameOf(side));
      const over = (): boolean => side.log.lines('state-changed').includes('state-changed ended');
      // No further than the end: what tries anew then has all its time for that.
      for (let passedMs = 0; passedMs < reconnectMs + 10_000 && !over(); passedMs += stepMs)
        await pass(stepMs);
      for (let look = 0; look < looks && !over(); look += 1) await pause(25);
      // Others may try again: this call is over.
      await tell('mend', nameOf(side));
    },
    pass: (ms) => tell('pass', ms),
  };
}
