import type { EndReason, RtcErrorCode, SourceKind } from '@jackfield/core';
import type { FakeOperation, FakeOutcome } from '@jackfield/adapter-fake';
import { allKinds, roomName, selfId, sites } from '../game/names.ts';
import { operation } from '../search/describe-operation.ts';
import type { Operation, Operations } from '../operation.ts';
import { permissionsOf } from '../game/people.ts';
import { isInRoom, type Site } from '../site.ts';
import { siteOf, type World } from '../game/world.ts';

const vendorOperations = [
  'publish',
  'replace-track',
  'mute',
  'subscribe',
  'join',
  'leave',
  'set-role',
  'set-profile',
  'message',
  'moderate',
  'set-volume',
  'set-audio-output',
  'resume-playback',
  'renew-credential',
  'stats',
] as const satisfies readonly FakeOperation[];

type Failing = 'refuse' | 'refuse-for-good' | 'text' | 'throw' | 'hold' | 'ignore';

const outcomes: Readonly<Record<Failing, FakeOutcome>> = {
  refuse: { kind: 'refuse', code: 'network' },
  'refuse-for-good': { kind: 'refuse', code: 'forbidden' satisfies RtcErrorCode },
  text: { kind: 'reject', value: 'no' },
  throw: { kind: 'throw', value: { code: 17 } },
  hold: { kind: 'hold' },
  ignore: { kind: 'ignore' },
};

/** What the vendor's servers do, and how its operations fail. */
export const vendorFaults: Operations<World> = {
  'plan-fault': operation<{
    operation: (typeof vendorOperations)[number];
    outcome: Failing;
    times: number;
    at: number | undefined;
  }>({
    weight: 12,
    choices: {
      at: sites,
      operation: ['publish', 'replace-track', 'mute', 'subscribe', ...vendorOperations],
      outcome: ['refuse', 'refuse', 'refuse', 'hold', 'hold', 'refuse-for-good', 'text', 'throw', 'ignore'],
      times: [1, 1, 2, 1_000],
    },
    run(world, { operation: name, outcome, times, at }) {
      const { faults, excuses, counts } = world;
      // That nothing was done need not be known where nobody can tell.
      if (outcome === 'ignore') excuses.add('vendor-lies');
      counts?.add(`fault: ${name} ${outcome}`);
      faults.add(siteOf(world, at).cloud.plan(name, outcomes[outcome], { userId: selfId, times }));
    },
  }),
  'end-while-joining': operation<{ reason: EndReason; at: number | undefined }>({
    weight: 1,
    choices: { at: sites, reason: ['kicked', 'room-closed'] },
    run(world, { reason, at }) {
      world.faults.add(siteOf(world, at).cloud.plan('join', { kind: 'end', reason }, { userId: selfId }));
    },
  }),
  'end-faults': operation({
    weight: 3,
    choices: {},
    run(world) {
      endFaults(world);
    },
  }),
  'end-call': operation<{ reason: EndReason; vendorHasLeft: boolean; at: number | undefined }>({
    choices: {
      at: sites,
      reason: ['kicked', 'replaced', 'connection-lost', 'credential-expired', 'error'],
      vendorHasLeft: [true, false],
    },
    run(world, { reason, vendorHasLeft, at }) {
      const site = siteOf(world, at);
      if (isInRoom(site)) site.cloud.room(roomName).end(selfId, reason, { vendorHasLeft });
    },
  }),
  'close-room': operation<{ open: boolean; at: number | undefined }>({
    weight: 1,
    choices: { at: sites, open: [true, false] },
    run(world, { open, at }) {
      const { cloud } = siteOf(world, at);
      if (open) cloud.room(roomName).open();
      else cloud.room(roomName).close();
    },
  }),
  'stop-service': operation<{ up: boolean; at: number | undefined }>({
    weight: 1,
    choices: { at: sites, up: [true, false] },
    run(world, { up, at }) {
      const { cloud } = siteOf(world, at);
      if (up) cloud.start();
      else cloud.shutdown();
    },
  }),
  'join-elsewhere': operation({
    weight: 1,
    choices: {},
    run(world) {
      const [{ cloud, people }] = world.sites;
      if (cloud.duplicateIdentity === 'rejects-newer') return;
      people.come(selfId, []);
      people.find(selfId)?.participant.leave();
    },
  }),
  'mute-by-server': onSource((_world, source, { cloud }) => {
    cloud.room(roomName).muteByServer(selfId, source);
  }),
  'unpublish-by-server': onSource((_world, source, { cloud }) => {
    cloud.room(roomName).unpublishByServer(selfId, source);
  }),
  'lose-publication': onSource((_world, source, { cloud }) => {
    cloud.room(roomName).losePublication(selfId, source);
  }),
  'write-on-track': onSource((world, source, { cloud }) => {
    const track = cloud.room(roomName).sentTrack(selfId, source);
    if (track) track.enabled = true;
    world.excuses.add('containment');
  }),
  'change-permissions': operation<{ all: boolean; at: number | undefined }>({
    choices: { at: sites, all: [true, false] },
    run(world, { all, at }) {
      const site = siteOf(world, at);
      if (!isInRoom(site)) return;
      site.cloud.room(roomName).setPermissions(selfId, permissionsOf(all));
    },
  }),
  record: operation<{ on: boolean; at: number | undefined }>({
    choices: { at: sites, on: [true, false] },
    run(world, { on, at }) {
      const site = siteOf(world, at);
      site.recorded = on;
      site.cloud.room(roomName).setRecording(on);
    },
  }),
  'expire-credential': operation<{ at: number | undefined }>({
    weight: 1,
    choices: { at: sites },
    run(world, { at }) {
      const site = siteOf(world, at);
      if (isInRoom(site)) site.cloud.room(roomName).expireCredential(selfId, 30_000);
    },
  }),
  'block-sdk-playback': operation<{ at: number | undefined }>({
    weight: 1,
    choices: { at: sites },
    run(world, { at }) {
      const site = siteOf(world, at);
      if (isInRoom(site)) site.cloud.room(roomName).blockPlayback(selfId);
    },
  }),
};

/** Nothing that the vendor does is wrong from now on, and what was held goes on. */
export function endFaults({ faults }: World): void {
  for (const end of faults) end();
  faults.clear();
}

function onSource(run: (world: World, source: SourceKind, site: Site) => void): Operation<World> {
  return operation<{ source: SourceKind; at: number | undefined }>({
    choices: { at: sites, source: allKinds },
    run(world, { source, at }) {
      const site = siteOf(world, at);
      if (!isInRoom(site)) return;
      world.excuses.add('server-decides');
      run(world, source, site);
    },
  });
}
