import type { FarSide, FarSideInit, Side } from '@jackfield/contract';
import { pause, type VendorWorld, type VendorWorldContext } from '@jackfield/contract/browser';
import type { SourceKind } from '@jackfield/core';
import type { TrtcEnterRoom } from '../../src/index.ts';
import type { BareMember, BareMemberInit } from './bare-member.ts';
import type { TrtcSettings } from './fetch-credential.ts';

/** Time that is moved on while something happens at the service, which takes real time, milliseconds. */
const stepMs = 500;
const betweenMs = 60;
const steps = 160;
const lostStepMs = 1_000;
const lostPauseMs = 8;
/** How long core keeps people whom a restarted vendor has not reported yet, milliseconds. */
const heldMs = 10_500;
/** So long after a join everybody counts as having been there before it, milliseconds. */
const existingMs = 1_600;
/** After so much time that is moved on the service must have been heard, which takes so long, milliseconds. */
const aliveMs = 4_000;
const aliveWaitMs = 120;
/** After so much time what was asked must have been answered: the SDK waits 5 s of its own. It is the same way, there and back. */
const answeredMs = 1_000;
/** How often is looked whether a driver is at rest. */
const looks = 150;

/** The world of the service: an emulator in the test process, with people in it who are no clients. */
export async function createTrtcWorld(
  { room, ask, pass, isWorking }: VendorWorldContext,
  {
    join,
    live,
  }: {
    /** Makes far sides in the page; inside the service where left out. */
    readonly join: ((who: BareMemberInit) => Promise<BareMember>) | undefined;
    /** The room has roles. */
    readonly live: boolean;
  },
): Promise<VendorWorld> {
  const members: BareMember[] = [];
  const settings = (await ask('open')) as TrtcSettings;
  const { id } = settings;
  let silentMs = 0;
  let unansweredMs = 0;
  const tell = async (name: string, ...values: readonly unknown[]): Promise<void> => {
    await ask(name, id, ...values);
  };
  const roomOf = ({ session }: Side): string => session.snapshot.self?.room ?? room;
  const passUntil = async (
    { session }: Side,
    wanted: (status: string) => boolean,
    each: { readonly ms: number; readonly pauseMs: number } = { ms: stepMs, pauseMs: betweenMs },
  ): Promise<void> => {
    for (let step = 0; step < steps && !wanted(session.state.status); step += 1) {
      await pass(each.ms);
      await pause(each.pauseMs);
    }
  };
  const cut = async (side: Side): Promise<void> => {
    await tell('cut', side.userId);
    await passUntil(side, (status) => status !== 'joined');
  };
  // Everyone of the first 1.5 s after a join counts as having been there before it: that passes once for each join.
  const settled = new Set<string>();
  let passing = Promise.resolve();
  const passExisting = (): Promise<void> =>
    (passing = passing.then(async () => {
      const sessions = (await ask('sessionNames', id)) as readonly string[];
      if (sessions.every((name) => settled.has(name))) return;
      await pass(existingMs);
      for (const name of sessions) settled.add(name);
    }));
  return {
    settings,
    async farJoin(who: FarSideInit) {
      const { userId, sources = [], still = false } = who;
      await passExisting();
      if (join) {
        const entry = (await ask('entry', id, room, userId)) as TrtcEnterRoom;
        const member = await join({ ...who, entry, noticed: () => tell('crash', userId) });
        members.push(member);
        return member;
      }
      await tell('farJoin', room, { userId, sources, still, live });
      return farSideOf(userId, tell);
    },
    presences: async (userId) => Number(await ask('presences', id, room, userId)),
    publication: async (side, source) =>
      (await ask('publication', id, roomOf(side), side.userId, source)) as {
        readonly published: boolean;
        readonly muted: boolean;
      },
    draw(drawing) {
      for (const member of members) member.draw(drawing);
      if (!join) void tell('draw', drawing);
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
      // Nothing happens at the service any more: only refused calls take real time.
      await passUntil(side, (status) => status === 'ended', { ms: lostStepMs, pauseMs: lostPauseMs });
      undo();
    },
    // Signs of life and answers take real time: without them the SDK gives up, after 12 s and 5 s of its own.
    async pass(ms) {
      unansweredMs += ms;
      silentMs += ms;
      if (unansweredMs < answeredMs) return;
      unansweredMs = 0;
      await tell('sessionNames');
      const there = (await ask('sessionNames', id)) as readonly string[];
      if (silentMs < aliveMs) return;
      silentMs = 0;
      if (there.length > 0) await pause(aliveWaitMs);
    },
    async dispose() {
      await Promise.all(members.map((member) => member.leave().catch(() => undefined))); // some have left
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
