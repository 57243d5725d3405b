import type { VendorOperation } from '@jackfield/contract';
import type { RtcErrorCode, SourceKind } from '@jackfield/core';
import { deviceKinds, peopleIds } from '../game/names.ts';
import { operationsOf, type Operations } from '../operation.ts';
import { restoreRig } from './rest-rig.ts';
import type { RigRun } from './rig-run.ts';

type DeviceKind = (typeof deviceKinds)[number];
type Who = (typeof peopleIds)[number];

const sources = ['microphone', 'camera', 'screen'] as const;
const farSources = ['microphone', 'camera'] as const;
const operation = operationsOf<RigRun>();

/** What an app may do on any rig. */
const appOperations: Operations<RigRun> = {
  join: operation({
    weight: 6,
    choices: {},
    run: ({ side: { session, userId }, rig, commands }) => {
      commands.run('join', () => session.join({ room: rig.room, userId, displayName: 'Ann' }));
    },
  }),
  leave: operation<{ keepCapture: boolean }>({
    choices: { keepCapture: [false, true] },
    run: ({ side: { session }, commands }, { keepCapture }) => {
      commands.run('leave', () => session.leave({ keepCapture }));
    },
  }),
  enable: operation<{ source: DeviceKind }>({
    weight: 10,
    choices: { source: deviceKinds },
    run: ({ side: { session }, commands }, { source }) => {
      commands.run('enable', () => session[source].enable());
    },
  }),
  share: operation<{ audio: boolean }>({
    weight: 4,
    choices: { audio: [false, true] },
    run: ({ side: { session }, commands }, { audio }) => {
      commands.run('share', () => session.screen.enable({ audio }));
    },
  }),
  disable: operation<{ source: (typeof sources)[number] }>({
    weight: 6,
    choices: { source: sources },
    run: ({ side: { session }, commands }, { source }) => {
      commands.run('disable', () => session[source].disable());
    },
  }),
  mute: operation<{ source: (typeof sources)[number]; release: boolean | undefined }>({
    weight: 7,
    choices: { source: sources, release: [undefined, true, false] },
    run: ({ side: { session }, commands }, { source, release }) => {
      commands.run('mute', () => session[source].mute({ release }));
    },
  }),
  unmute: operation<{ source: (typeof sources)[number] }>({
    weight: 7,
    choices: { source: sources },
    run: ({ side: { session }, commands }, { source }) => {
      commands.run('unmute', () => session[source].unmute());
    },
  }),
  'set-device': operation<{ source: DeviceKind; second: boolean }>({
    weight: 4,
    choices: { source: deviceKinds, second: [true, false] },
    run: ({ side: { session }, commands }, { source, second }) => {
      const kind = source === 'camera' ? 'cam' : 'mic';
      commands.run('set-device', () => session[source].setDevice(`${kind}-${second ? '2' : '1'}`));
    },
  }),
};

/** What others do, and what goes wrong, as far as the rig can. */
const worldOperations: Operations<RigRun> = {
  come: operation<{ who: Who; source: (typeof farSources)[number] }>({
    weight: 4,
    choices: { who: peopleIds, source: farSources },
    async run({ rig, people }, { who, source }) {
      if (people.has(who)) return;
      const far = await rig.world.farJoin({ userId: who, sources: [source] });
      people.set(who, { far, sources: new Map([[source, { muted: false }]]) });
    },
  }),
  go: operation<{ who: Who; withoutUnpublish: boolean }>({
    choices: { who: peopleIds, withoutUnpublish: [false, true] },
    async run({ people }, { who, withoutUnpublish }) {
      const person = people.get(who);
      people.delete(who);
      await person?.far.leave({ withoutUnpublish });
    },
  }),
  'publish-theirs': operation<{ who: Who; source: SourceKind; muted: boolean }>({
    weight: 3,
    choices: { who: peopleIds, source: farSources, muted: [false, true] },
    async run({ people }, { who, source, muted }) {
      const person = people.get(who);
      if (!person) return;
      person.sources.set(source, { muted });
      await person.far.publish(source, { muted });
    },
  }),
  'unpublish-theirs': operation<{ who: Who; source: SourceKind }>({
    choices: { who: peopleIds, source: farSources },
    async run({ people }, { who, source }) {
      const person = people.get(who);
      if (person?.sources.delete(source)) await person.far.unpublish(source);
    },
  }),
  'mute-theirs': operation<{ who: Who; source: SourceKind; muted: boolean }>({
    choices: { who: peopleIds, source: farSources, muted: [true, false] },
    async run({ people }, { who, source, muted }) {
      const person = people.get(who);
      if (!person?.sources.has(source)) return;
      person.sources.set(source, { muted });
      await person.far.setMuted(source, muted);
    },
  }),
  refuse: operation<{ operation: VendorOperation; code: RtcErrorCode }>({
    weight: 4,
    choices: {
      operation: ['publish', 'join', 'mute', 'replace-track'],
      code: ['publish-failed', 'server-error'],
    },
    async run({ rig, can }, { operation: name, code }) {
      if (can(`refuse-${name}`)) await rig.world.refuse(name, code);
    },
  }),
  hold: operation<{ operation: VendorOperation }>({
    weight: 4,
    choices: { operation: ['publish', 'subscribe', 'join', 'leave', 'mute', 'replace-track'] },
    async run({ rig, can, held }, { operation: name }) {
      if (can(`hold-${name}`)) held.add(await rig.world.hold(name));
    },
  }),
  release: operation({
    choices: {},
    async run({ held }) {
      for (const release of held) await release();
      held.clear();
    },
  }),
  kick: operation({
    weight: 1,
    choices: {},
    run: ({ rig, side }) => rig.world.kick(side),
  }),
  'lose-publication': operation({
    choices: {},
    async run({ rig, side, can }) {
      if (can('lose-publication')) await rig.world.losePublication(side, 'microphone');
    },
  }),
  cut: operation({
    choices: {},
    async run(run) {
      if (run.cut || run.side.session.state.status !== 'joined' || !run.can('cut-network')) return;
      run.cut = true;
      await run.rig.world.cut(run.side);
    },
  }),
  restore: operation({
    choices: {},
    run: restoreRig,
  }),
  unplug: operation<{ source: DeviceKind; plugged: boolean }>({
    choices: { source: deviceKinds, plugged: [false, true] },
    run: ({ rig, side, unplugged }, { source, plugged }) => {
      if (unplugged.has(source) !== plugged) return undefined;
      if (plugged) unplugged.delete(source);
      else unplugged.add(source);
      return rig.world.setPlugged(side, source, plugged);
    },
  }),
  'fail-device': operation<{ source: DeviceKind; busy: boolean }>({
    choices: { source: deviceKinds, busy: [true, false] },
    run: ({ rig, side }, { source, busy }) => rig.world.setBusy(side, source, busy),
  }),
  'answer-picker': operation<{ answer: 'choose' | 'choose-without-audio' | 'cancel' }>({
    choices: { answer: ['choose', 'choose-without-audio', 'cancel'] },
    run: ({ rig, side }, { answer }) => rig.world.answerPicker(side, answer),
  }),
  'stop-sharing': operation({
    choices: {},
    run: ({ rig, side }) => rig.world.stopSharingFromBrowser(side),
  }),
  wait: operation({ weight: 5, choices: {}, run: () => undefined }),
};

/** Everything that may happen in a run on a rig. */
export const rigOperations: Operations<RigRun> = { ...appOperations, ...worldOperations };
