import type { EndReason, RtcErrorCode, SourceKind } from '@jackfield/core';
import type { FakeOperation, FakeOutcome } from '@jackfield/adapter-fake';
import { allKinds, roomName, selfId } from '../names.ts';
import { operation } from '../describe-operation.ts';
import type { Operation, Operations } from '../operation.ts';
import { isInRoom, type World } from '../world.ts';

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
  'plan-fault': operation<{ operation: (typeof vendorOperations)[number]; outcome: Failing; times: number }>({
    weight: 12,
    choices: {
      operation: ['publish', 'replace-track', 'mute', 'subscribe', ...vendorOperations],
      outcome: ['refuse', 'refuse', 'refuse', 'hold', 'hold', 'refuse-for-good', 'text', 'throw', 'ignore'],
      times: [1, 1, 2, 1_000],
    },
    run({ cloud, faults, excuses, counts }, { operation: name, outcome, times }) {
      // That nothing was done need not be known where nobody can tell.
      if (outcome === 'ignore') excuses.add('vendor-lies');
      counts?.add(`fault: ${name} ${outcome}`);
      faults.add(cloud.plan(name, outcomes[outcome], { userId: selfId, times }));
    },
  }),
  'end-while-joining': operation<{ reason: EndReason }>({
    weight: 1,
    choices: { reason: ['kicked', 'room-closed'] },
    run({ cloud, faults }, { reason }) {
      faults.add(cloud.plan('join', { kind: 'end', reason }, { userId: selfId }));
    },
  }),
  'end-faults': operation({
    weight: 3,
    choices: {},
    run(world) {
      endFaults(world);
    },
  }),
  'end-call': operation<{ reason: EndReason; vendorHasLeft: boolean }>({
    choices: {
      reason: ['kicked', 'replaced', 'connection-lost', 'credential-expired', 'error'],
      vendorHasLeft: [true, false],
    },
    run(world, { reason, vendorHasLeft }) {
      if (isInRoom(world)) world.cloud.room(roomName).end(selfId, reason, { vendorHasLeft });
    },
  }),
  'close-room': operation<{ open: boolean }>({
    weight: 1,
    choices: { open: [true, false] },
    run({ cloud }, { open }) {
      if (open) cloud.room(roomName).open();
      else cloud.room(roomName).close();
    },
  }),
  'stop-service': operation<{ up: boolean }>({
    weight: 1,
    choices: { up: [true, false] },
    run({ cloud }, { up }) {
      if (up) cloud.start();
      else cloud.shutdown();
    },
  }),
  'join-elsewhere': operation({
    weight: 1,
    choices: {},
    run(world) {
      if (world.setup.duplicateIdentity === 'rejects-newer') return;
      world.people.come(selfId, []);
      world.people.find(selfId)?.participant.leave();
    },
  }),
  'mute-by-server': onSource((world, source) => {
    world.cloud.room(roomName).muteByServer(selfId, source);
  }),
  'unpublish-by-server': onSource((world, source) => {
    world.cloud.room(roomName).unpublishByServer(selfId, source);
  }),
  'lose-publication': onSource((world, source) => {
    world.cloud.room(roomName).losePublication(selfId, source);
  }),
  'write-on-track': onSource((world, source) => {
    const track = world.cloud.room(roomName).sentTrack(selfId, source);
    if (track) track.enabled = true;
    world.excuses.add('containment');
  }),
  'change-permissions': operation<{ all: boolean }>({
    choices: { all: [true, false] },
    run(world, { all }) {
      if (!isInRoom(world)) return;
      const permissions = { publish: all ? allKinds : [], subscribe: true, sendMessages: all, moderate: all };
      world.cloud.room(roomName).setPermissions(selfId, permissions);
    },
  }),
  record: operation<{ on: boolean }>({
    choices: { on: [true, false] },
    run(world, { on }) {
      world.recorded = on;
      world.cloud.room(roomName).setRecording(on);
    },
  }),
  'expire-credential': operation({
    weight: 1,
    choices: {},
    run(world) {
      if (isInRoom(world)) world.cloud.room(roomName).expireCredential(selfId, 30_000);
    },
  }),
  'block-sdk-playback': operation({
    weight: 1,
    choices: {},
    run(world) {
      if (isInRoom(world)) world.cloud.room(roomName).blockPlayback(selfId);
    },
  }),
};

/** Nothing that the vendor does is wrong from now on, and what was held goes on. */
export function endFaults({ faults }: World): void {
  for (const end of faults) end();
  faults.clear();
}

function onSource(run: (world: World, source: SourceKind) => void): Operation<World> {
  return operation<{ source: SourceKind }>({
    choices: { source: allKinds },
    run(world, { source }) {
      if (!isInRoom(world)) return;
      world.excuses.add('server-decides');
      run(world, source);
    },
  });
}
