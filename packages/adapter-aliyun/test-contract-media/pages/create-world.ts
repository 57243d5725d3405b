import type { FarSide, FarSideInit, Side } from '@jackfield/contract';
import { pause, type VendorWorld, type VendorWorldContext } from '@jackfield/contract/browser';
import type { SourceKind } from '@jackfield/core';
import type { AliRtcAuthInfo } from '../../src/index.ts';
import type { BareMember, BareMemberInit } from './bare-member.ts';
import type { AliyunSettings } from './fetch-credential.ts';

/** So long after a join everybody counts as having been there before it, milliseconds. */
const existingMs = 1_600;
/** Time that is moved on while something happens at the service, which takes real time, milliseconds. */
const stepMs = 1_000;
const betweenMs = 60;
/** After so much time that is moved on a poll must have been answered, which takes so long, milliseconds. */
const aliveMs = 30_000;
const aliveWaitMs = 500;
/** How often at most: longer than the SDK's 90 s. */
const steps = 100;
/** How often is looked whether a side is at rest: 8 s, or 16 s while its driver works, which is more than core's bounds. */
const looks = 130;
const workingLooks = 260;
/** How long core keeps people whom a restarted vendor has not reported yet, milliseconds. */
const heldMs = 10_500;

/** The world of the service: an emulator in the test process, with people in it who are no clients. */
export async function createAliyunWorld(
  { room, ask, pass, isWorking }: VendorWorldContext,
  join?: (who: BareMemberInit) => Promise<BareMember>,
): Promise<VendorWorld> {
  const members: BareMember[] = [];
  const id = Number(await ask('open'));
  let passedMs = 0;
  const tell = async (name: string, ...values: readonly unknown[]): Promise<void> => {
    await ask(name, id, ...values);
  };
  const settings: AliyunSettings = { id };
  const roomOf = ({ session }: Side): string => session.snapshot.self?.room ?? room;
  const presences: VendorWorld['presences'] = async (userId) =>
    Number(await ask('presences', id, room, userId));
  const publication: VendorWorld['publication'] = async (side, source) =>
    (await ask('publication', id, roomOf(side), side.userId, source)) as {
      readonly published: boolean;
      readonly muted: boolean;
    };
  const passUntil = async ({ session }: Side, wanted: (status: string) => boolean): Promise<void> => {
    for (let step = 0; step < steps && !wanted(session.state.status); step += 1) {
      await pass(stepMs);
      await pause(betweenMs);
    }
  };
  const cut = async (side: Side): Promise<void> => {
    await tell('cut', side.userId);
    await passUntil(side, (status) => status !== 'joined');
    await tell('drop', side.userId);
  };
  return {
    settings,
    async farJoin(who: FarSideInit) {
      const { userId, displayName, sources = [], still = false } = who;
      // The vendor has no word for who was there before: the adapter takes everyone of the first 1.5 s for that.
      if (Number(await ask('members', id, room)) > 0) await pass(existingMs);
      if (join) {
        const auth = (await ask('auth', id, room, userId)) as AliRtcAuthInfo;
        const member = await join({ ...who, auth, noticed: () => tell('drop', userId) });
        members.push(member);
        return member;
      }
      await tell('farJoin', room, { userId, displayName, sources, still });
      return farSideOf(userId, tell);
    },
    presences,
    publication,
    draw(drawing) {
      for (const member of members) member.draw(drawing);
      if (!join) void tell('draw', drawing);
    },
    kick: (side) => tell('kick', roomOf(side), side.userId),
    closeRoom: () => tell('closeRoom', room),
    refuse: (operation, code) => tell('refuse', operation, code),
    losePublication: (side) => tell('losePublication', roomOf(side), side.userId),
    async hold(operation) {
      const number = await ask('hold', id, operation);
      return () => tell('release', number);
    },
    cut,
    async restore(side) {
      await tell('mend', side.userId);
      // The adapter tries again after 1, 2, 4 … s.
      await passUntil(side, (status) => status === 'joined');
      // What is under way takes real time, and its bound is as long as the time that is moved on next.
      const service = {
        publishes: async (source: SourceKind) => (await publication(side, source)).published,
        presences,
      };
      for (let look = 0; look < workingLooks; look += 1) {
        if (!isWorking(side) && (look >= looks || !(await isBusy(side, service)))) break;
        await pause(betweenMs);
      }
      // What begins meanwhile is not hurried either: its bound would end while it takes real time.
      let waits = workingLooks;
      for (let leftMs = heldMs; leftMs > 0; leftMs -= stepMs) {
        for (; waits > 0 && isWorking(side); waits -= 1) await pause(betweenMs);
        await pass(Math.min(leftMs, stepMs));
      }
    },
    async lose(side) {
      if (side.session.state.status === 'joined') await cut(side);
      // A session may be in a call again as soon as it has lost one, and that one finds the service.
      const undo = side.session.on('state-changed', ({ state }) => {
        if (state.status === 'ended') void tell('mend', side.userId);
      });
      await passUntil(side, (status) => status === 'ended');
      undo();
    },
    // Signs of life take real time: the SDK gives up after 90 s of its own without one.
    async pass(ms) {
      passedMs += ms;
      if (passedMs < aliveMs) return;
      passedMs = 0;
      await pause(aliveWaitMs);
    },
    async dispose() {
      await Promise.all(members.map((member) => member.leave().catch(() => undefined))); // some have left
      await tell('close');
    },
  };
}

/**
 * Whether something of a side is being published or subscribed to. After a restart core goes on saying what was so before until it is so
 * again: the service and the tracks tell.
 */
async function isBusy(
  { session }: Side,
  {
    publishes,
    presences,
  }: {
    readonly publishes: (source: SourceKind) => Promise<boolean>;
    readonly presences: (userId: string) => Promise<number>;
  },
): Promise<boolean> {
  for (const source of ['microphone', 'camera', 'screen'] as const) {
    const { status } = session[source].state.publication;
    if (status === 'publishing' || (status === 'published' && !(await publishes(source)))) return true;
  }
  for (const { id, userId, sources } of session.participants.values()) {
    const person = session.participant(id);
    for (const { source, subscription } of Object.values(sources)) {
      if (subscription.status === 'subscribing') return true;
      if (subscription.status !== 'subscribed' || source === 'screen-audio' || !person) continue;
      const isLive = person[source].mediaStream.getTracks().some(({ readyState }) => readyState === 'live');
      // Of somebody who has gone meanwhile nothing comes any more.
      if (!isLive && (await presences(userId)) > 0) return true;
    }
  }
  return false;
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
    leave: ({ withoutUnpublish = false } = {}) => far('leave', withoutUnpublish),
    crash: () => far('crash'),
    replaceTrack: never,
    rename: never,
    sendMessage: never,
    interrupt: never,
    restore: never,
    receives: never,
  };
}
