import { check, checkEqual } from '../check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import type { Rig } from '../rig.ts';
import {
  eventually,
  handleOf,
  joined,
  meets,
  personOf,
  presencesOf,
  receives,
  resolves,
  sentinel,
  wireBecomes,
} from '../scene.ts';
import type { Side } from '../side.ts';
import type { WorldAction } from '../world-action.ts';

async function cut(rig: Rig, side: Side, how?: { readonly reportLeaves?: boolean }): Promise<void> {
  await rig.world.cut(side, how);
  await eventually(rig, 'reconnecting', () => side.session.state.status === 'reconnecting');
}

async function restore(rig: Rig, side: Side, mode: 'resumed' | 'restarted'): Promise<void> {
  await rig.world.restore(side, mode);
  await eventually(rig, 'joined again', () => side.session.state.status === 'joined');
}

const drivable = (mode: 'resumed' | 'restarted'): readonly WorldAction[] => ['cut-network', `restore-${mode}`];

/** Both ways in which a transport comes back. */
const bothModes: readonly Omit<Clause, 'level'>[] = (['resumed', 'restarted'] as const).flatMap((mode, index) => {
  const id = (number: number): string => `RTC-RECONNECT-${String(index + 1)}${String(number)}`;
  const common = { when: [needs.reconnects] };
  const own: Omit<Clause, 'level'>[] = [
    {
      ...common,
      id: id(1),
      title: `An interruption that is ${mode} goes from joined through reconnecting to joined, with the same people and no word of them.`,
      law: 'same-people',
      rules: [4, 32],
      world: [...drivable(mode), 'far-join'],
      ...(mode === 'restarted' ? { saboteurs: ['strangers-after-restart'] } : {}),
      async run(rig) {
        await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
        const ann = await joined(rig);
        await receives(rig, ann, 'zoe', 'microphone');
        const ids = [...ann.session.participants.keys()];
        ann.log.clear();
        await cut(rig, ann);
        await restore(rig, ann, mode);
        await sentinel(rig, ann);
        checkEqual(
          ann.log.lines('state-changed', 'participant-joined', 'participant-left').filter((line) => !line.includes('sentinel')),
          ['state-changed reconnecting', 'state-changed joined'],
          'The events',
        );
        checkEqual([...ann.session.participants.keys()].slice(0, ids.length), ids, 'The ids');
      },
    },
    {
      ...common,
      id: id(2),
      title: `After an interruption that is ${mode} what was published is heard again, without the app.`,
      law: 'desired-state-returns',
      world: [...drivable(mode), 'wire'],
      ...(mode === 'restarted' ? { saboteurs: ['publishes-once-only'] } : {}),
      async run(rig) {
        const ann = await joined(rig, { enable: ['microphone', 'camera'] });
        await wireBecomes(rig, ann, 'camera', { published: true, sending: true });
        await cut(rig, ann);
        await restore(rig, ann, mode);
        for (const source of ['microphone', 'camera'] as const) {
          await wireBecomes(rig, ann, source, { published: true, muted: false, sending: true });
          await eventually(rig, `the ${source} counts as published`, () => ann.session[source].state.publication.status === 'published');
        }
      },
    },
    {
      ...common,
      id: id(3),
      title: `After an interruption that is ${mode} what was muted is muted for the others and silent all the time.`,
      law: 'silence',
      world: [...drivable(mode), 'wire'],
      saboteurs: ['enables-my-track', 'copies-past-gate'],
      async run(rig) {
        const ann = await joined(rig, { enable: ['microphone'] });
        await wireBecomes(rig, ann, 'microphone', { sending: true });
        await resolves(rig, ann.session.microphone.mute(), 'Muting');
        await cut(rig, ann);
        check(!(await rig.world.wire(ann, 'microphone')).sending, 'A muted microphone sends while reconnecting.');
        await restore(rig, ann, mode);
        await wireBecomes(rig, ann, 'microphone', { published: true, muted: true });
        await sentinel(rig, ann);
        check(!(await rig.world.wire(ann, 'microphone')).sending, 'A muted microphone sends after reconnecting.');
        checkEqual(ann.session.microphone.state.muted, true, 'Whether it is muted');
      },
    },
    {
      ...common,
      id: id(4),
      title: `After an interruption that is ${mode} what was received is received again, in the same stream.`,
      law: 'desired-state-returns',
      rules: [27],
      world: [...drivable(mode), 'far-join'],
      ...(mode === 'restarted' ? { saboteurs: ['subscribes-once-only'] } : {}),
      async run(rig) {
        await rig.world.farJoin({ userId: 'zoe', sources: ['camera', 'microphone'] });
        const ann = await joined(rig);
        await meets(rig, ann, 'zoe');
        const { camera } = handleOf(ann, 'zoe');
        const { mediaStream } = camera;
        camera.attach(ann.createView());
        await receives(rig, ann, 'zoe', 'camera');
        await receives(rig, ann, 'zoe', 'microphone');
        await cut(rig, ann);
        await restore(rig, ann, mode);
        for (const source of ['camera', 'microphone'] as const) {
          await receives(rig, ann, 'zoe', source);
          await eventually(rig, `a live track of the ${source} is in its stream`, () => {
            const tracks = handleOf(ann, 'zoe')[source].mediaStream.getTracks();
            return tracks.length === 1 && tracks[0]?.readyState === 'live';
          });
        }
        check(handleOf(ann, 'zoe').camera.mediaStream === mediaStream, 'The stream should be the same one.');
      },
    },
    {
      ...common,
      id: id(5),
      title: `Who left and who came during an interruption that is ${mode} shows after it.`,
      law: 'same-people',
      rules: [4],
      world: [...drivable(mode), 'far-join', 'far-leave'],
      async run(rig) {
        const yan = await rig.world.farJoin({ userId: 'yan', sources: ['microphone'] });
        const ann = await joined(rig);
        await meets(rig, ann, 'yan');
        await cut(rig, ann);
        await yan.leave();
        await rig.world.farJoin({ userId: 'zoe' });
        await rig.settle();
        checkEqual(presencesOf(ann, 'yan').length, 1, 'Whether yan is there while nobody can know');
        await restore(rig, ann, mode);
        await meets(rig, ann, 'zoe');
        await eventually(rig, 'yan is gone', () => presencesOf(ann, 'yan').length === 0);
      },
    },
    {
      ...common,
      id: id(6),
      title: `What the app changes during an interruption holds after it (${mode}).`,
      law: 'desired-state-returns',
      world: [...drivable(mode), 'wire'],
      async run(rig) {
        const ann = await joined(rig, { enable: ['microphone'] });
        await wireBecomes(rig, ann, 'microphone', { sending: true });
        await cut(rig, ann);
        const changes = [ann.session.microphone.mute(), ann.session.camera.enable()];
        for (const change of changes) change.catch(() => undefined);
        check(!(await rig.world.wire(ann, 'microphone')).sending, 'Muting is silence at once, also while reconnecting.');
        await rig.settle();
        await restore(rig, ann, mode);
        await wireBecomes(rig, ann, 'microphone', { published: true, muted: true, sending: false });
        await wireBecomes(rig, ann, 'camera', { published: true, sending: true });
      },
    },
  ];
  return own;
});

/** Losing the transport and getting it back. */
export const reconnectClauses: readonly Clause[] = sessionClauses([
  ...bothModes,
  {
    id: 'RTC-RECONNECT-01',
    title: 'Nobody is reported as gone while the transport is down, even where the vendor says so.',
    law: 'interrupted-not-gone',
    rules: [4],
    when: [needs.reconnects],
    world: ['cut-network', 'restore-restarted', 'report-leaves-while-cut', 'far-join'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const ann = await joined(rig);
      const { id } = await meets(rig, ann, 'zoe');
      await cut(rig, ann, { reportLeaves: true });
      await rig.settle();
      checkEqual(personOf(ann, 'zoe').id, id, 'The participant');
      await restore(rig, ann, 'restarted');
      checkEqual(personOf(ann, 'zoe').id, id, 'The participant after it');
      checkEqual(ann.log.of('participant-left').length, 0, 'How many left');
    },
  },
  {
    id: 'RTC-RECONNECT-02',
    title: 'An interruption that does not end is given up within its bound as connection-lost.',
    law: 'reconnect-bounded',
    rules: [32],
    when: [needs.reconnects],
    world: ['cut-network', 'clock'],
    async run(rig) {
      const ann = await joined(rig);
      await cut(rig, ann);
      await rig.world.pass(rig.timeouts.reconnect + rig.timeouts.leave);
      await eventually(rig, 'the call is over', () => ann.session.state.status === 'ended');
      const { state } = ann.session;
      checkEqual(state.status === 'ended' && state.reason, 'connection-lost', 'The reason');
    },
  },
  {
    id: 'RTC-RECONNECT-03',
    title: 'A vendor that gives up ends the call as connection-lost, and the session can join again.',
    law: 'reconnect-bounded',
    world: ['lose-network'],
    saboteurs: ['wrong-end-reason'],
    async run(rig) {
      const ann = await joined(rig);
      await rig.world.lose(ann);
      await eventually(rig, 'the call is over', () => ann.session.state.status === 'ended');
      const { state } = ann.session;
      checkEqual(state.status === 'ended' && state.reason, 'connection-lost', 'The reason');
      await resolves(rig, ann.session.join({ room: rig.room, userId: ann.userId }), 'Joining again', rig.timeouts.leave);
    },
  },
  {
    id: 'RTC-RECONNECT-04',
    title: 'An adapter that does not reconnect ends the call as connection-lost.',
    law: 'claims',
    when: [needs.lacks(needs.reconnects)],
    world: ['lose-network'],
    async run(rig) {
      const ann = await joined(rig);
      await rig.world.lose(ann);
      await eventually(rig, 'the call is over', () => ann.session.state.status === 'ended');
      checkEqual(ann.log.lines('state-changed').includes('state-changed reconnecting'), false, 'Whether it was reconnecting');
    },
  },
  {
    id: 'RTC-RECONNECT-05',
    title: 'Own publications say interrupted while the transport is down.',
    law: 'desired-state-returns',
    when: [needs.reconnects],
    world: ['cut-network', 'restore-resumed'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      await eventually(rig, 'published', () => ann.session.microphone.state.publication.status === 'published');
      await cut(rig, ann);
      checkEqual(ann.session.microphone.state.publication.status, 'interrupted', 'The publication');
      await restore(rig, ann, 'resumed');
      await eventually(rig, 'published again', () => ann.session.microphone.state.publication.status === 'published');
    },
  },
  {
    id: 'RTC-RECONNECT-06',
    title: 'Two interruptions in a row are survived as one is.',
    law: 'desired-state-returns',
    when: [needs.reconnects],
    world: ['cut-network', 'restore-resumed', 'wire'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      for (let round = 0; round < 2; round += 1) {
        await cut(rig, ann);
        await restore(rig, ann, 'resumed');
      }
      await wireBecomes(rig, ann, 'microphone', { sending: true });
    },
  },
  {
    id: 'RTC-RECONNECT-07',
    title: 'A publication that the vendor loses is published again by core.',
    law: 'repair',
    world: ['lose-publication', 'wire', 'clock'],
    saboteurs: ['publishes-once-only'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      await rig.world.losePublication(ann, 'microphone');
      await rig.settle();
      await rig.world.pass(1_000);
      await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
      await eventually(rig, 'published', () => ann.session.microphone.state.publication.status === 'published');
      check(ann.log.of('warning').length >= 1, 'The app should get a warning.');
    },
  },
]);
