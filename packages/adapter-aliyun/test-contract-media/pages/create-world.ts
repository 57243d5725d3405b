import type { FarSide, FarSideInit, Side } from '@jackfield/contract';
import type { VendorWorld, VendorWorldContext } from '@jackfield/contract/browser';
import type { SourceKind } from '@jackfield/core';

/** What adapters of sides are told. */
export interface AliyunSettings {
  /** Which service is theirs. */
  readonly id: number;
}

/** The world of the service: an emulator in the test process, with people in it who are no clients. */
export async function createAliyunWorld({ room, ask }: VendorWorldContext): Promise<VendorWorld> {
  const id = Number(await ask('open'));
  const tell = async (name: string, ...values: readonly unknown[]): Promise<void> => {
    await ask(name, id, ...values);
  };
  const settings: AliyunSettings = { id };
  const roomOf = ({ session }: Side): string => session.snapshot.self?.room ?? room;
  return {
    settings,
    async farJoin({ userId, displayName, sources = [], still = false }: FarSideInit) {
      await tell('farJoin', room, { userId, displayName, sources, still });
      return farSideOf(userId, tell);
    },
    presences: async (userId) => Number(await ask('presences', id, room, userId)),
    publication: async (side, source) =>
      (await ask('publication', id, roomOf(side), side.userId, source)) as {
        published: boolean;
        muted: boolean;
      },
    draw: (drawing) => void tell('draw', drawing),
    kick: (side) => tell('kick', roomOf(side), side.userId),
    closeRoom: () => tell('closeRoom', room),
    refuse: (operation, code) => tell('refuse', operation, code),
    losePublication: (side) => tell('losePublication', roomOf(side), side.userId),
    async hold(operation) {
      const number = await ask('hold', id, operation);
      return () => tell('release', number);
    },
    dispose: () => tell('close'),
  };
}

function farSideOf(
  userId: string,
  tell: (name: string, ...values: readonly unknown[]) => Promise<void>,
): FarSide {
  const far = (action: string, ...values: readonly unknown[]): Promise<void> =>
    tell('far', userId, action, ...values);
  const never = (): Promise<never> => Promise.reject(new Error('Nobody can do that at this vendor.'));
  return {
    userId,
    publish: (source: SourceKind, { muted = false } = {}) => far('publish', source, muted),
    unpublish: (source) => far('unpublish', source),
    setMuted: (source, muted) => far('setMuted', source, muted),
    replaceTrack: () => far('republish'),
    leave: ({ withoutUnpublish = false } = {}) => far('leave', withoutUnpublish),
    crash: () => far('crash'),
    rename: never,
    sendMessage: never,
    interrupt: never,
    restore: never,
    receives: never,
  };
}
