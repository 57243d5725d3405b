import type { FarSide, FarSideInit, Side } from '@jackfield/contract';
import { pause, type VendorWorld, type VendorWorldContext } from '@jackfield/contract/browser';
import type { SourceKind } from '@jackfield/core';
import type { TrtcSettings } from './fetch-credential.ts';

/** Time that is moved on while something happens at the service, which takes real time, milliseconds. */
const stepMs = 500;
const betweenMs = 60;
const steps = 160;
/** How long core keeps people whom a restarted vendor has not reported yet, milliseconds. */
const heldMs = 10_500;
/** So long after a join everybody counts as having been there before it, milliseconds. */
const existingMs = 1_600;
/** How often is looked whether a driver is at rest. */
const looks = 150;

/** The world of the service: an emulator in the test process, with people in it who are no clients. */
export async function createTrtcWorld({
  room,
  ask,
  pass,
  isWorking,
}: VendorWorldContext): Promise<VendorWorld> {
  const settings = (await ask('open')) as TrtcSettings;
  const { id } = settings;
  const tell = async (name: string, ...values: readonly unknown[]): Promise<void> => {
    await ask(name, id, ...values);
  };
  const roomOf = ({ session }: Side): string => session.snapshot.self?.room ?? room;
  const passUntil = async ({ session }: Side, wanted: (status: string) => boolean): Promise<void> => {
    for (let step = 0; step < steps && !wanted(session.state.status); step += 1) {
      await pass(stepMs);
      await pause(betweenMs);
    }
  };
  const cut = async (side: Side): Promise<void> => {
    await tell('cut', side.userId);
    await passUntil(side, (status) => status !== 'joined');
  };
  return {
    settings,
    async farJoin({ userId, sources = [], still = false }: FarSideInit) {
      // Everyone of the first 1.5 s counts as having been there before.
      await pass(existingMs);
      await tell('farJoin', room, { userId, sources, still });
      return farSideOf(userId, tell);
    },
    presences: async (userId) => Number(await ask('presences', id, room, userId)),
    publication: async (side, source) =>
      (await ask('publication', id, roomOf(side), side.userId, source)) as {
        readonly published: boolean;
        readonly muted: boolean;
      },
    draw(drawing) {
      void tell('draw', drawing);
    },
    kick: (side) => tell('kick', roomOf(side), side.userId),
    closeRoom: () => tell('closeRoom', room),
    refuse: (operation, code) => tell('refuse', operation, code),
    async hold(operation) {
      const number = await ask('hold', id, operation);
      return () => tell('release', number);
    },
    cut,
    async restore(side, mode) {
      if (mode === 'restarted') {
        await tell('drop', side.userId);
        // Longer than the adapter lets the SDK dial.
        for (let passed = 0; passed < 6_000; passed += stepMs) await pass(stepMs);
      }
      await tell('mend', side.userId);
      await passUntil(side, (status) => status === 'joined');
      for (let look = 0; look < looks && isWorking(side); look += 1) await pause(betweenMs);
      await pass(heldMs);
    },
    async lose(side) {
      if (side.session.state.status === 'joined') await cut(side);
      await tell('drop', side.userId);
      const undo = side.session.on('state-changed', ({ state }) => {
        if (state.status === 'ended') void tell('mend', side.userId);
      });
      await passUntil(side, (status) => status === 'ended');
      undo();
    },
    async dispose() {
      await tell('close');
    },
  };
}

function farSideOf(
  userId: string,
  tell: (name: string, ...values: readonly unknown[]) => Promise<void>,
): FarSide {
  const far = (action: string, ...values: readonly unknown[]): Promise<void> =>
    tell('far', userId, action, ...values);
  const never = (): Promise<never> => Promise.reject(new Error('The cannot list says so.'));
  return {
    userId,
    publish: (source: SourceKind, { muted = false } = {}) => far('publish', source, muted),
    unpublish: (source) => far('unpublish', source),
    setMuted: (source, muted) => far('setMuted', source, muted),
    sendMessage: ({ topic, text }) => far('sendMessage', `${topic}\0${text}`),
    leave: ({ withoutUnpublish = false } = {}) => far('leave', withoutUnpublish),
    crash: () => far('crash'),
    replaceTrack: never,
    rename: never,
    interrupt: never,
    restore: never,
    receives: never,
  };
}
