import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
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
} from '../../run/scene.ts';
import { countsAsPublished, cut, restore, drivable } from '../../run/reconnect-scene.ts';

/** Both ways in which a transport comes back. */
export const reconnectModeClauses: readonly Clause[] = sessionClauses(
  (['resumed', 'restarted'] as const).flatMap((mode, index) => {
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
          const told = (): readonly unknown[] => {
            const { displayName, sources } = personOf(ann, 'zoe');
            return [displayName, sources.microphone?.muted];
          };
          const before = told();
          ann.log.clear();
          await cut(rig, ann);
          await restore(rig, ann, mode);
          await sentinel(rig, ann);
          checkEqual(
            ann.log
              .lines('state-changed', 'participant-joined', 'participant-left')
              .filter((line) => !line.includes('sentinel')),
            ['state-changed reconnecting', 'state-changed joined'],
            'The events',
          );
          checkEqual([...ann.session.participants.keys()].slice(0, ids.length), ids, 'The ids');
          checkEqual(told(), before, 'The name, and whether they are muted');
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
            await countsAsPublished(rig, ann, source);
            await wireBecomes(rig, ann, source, { published: true, muted: false, sending: true });
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
          check(
            !(await rig.world.wire(ann, 'microphone')).sending,
            'A muted microphone sends while reconnecting.',
          );
          await restore(rig, ann, mode);
          await wireBecomes(rig, ann, 'microphone', { published: true, muted: true });
          await sentinel(rig, ann);
          check(
            !(await rig.world.wire(ann, 'microphone')).sending,
            'A muted microphone sends after reconnecting.',
          );
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
          check(
            handleOf(ann, 'zoe').camera.mediaStream === mediaStream,
            'The stream should be the same one.',
          );
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
          const zoe = await rig.world.farJoin({ userId: 'zoe' });
          await rig.settle();
          checkEqual(presencesOf(ann, 'yan').length, 1, 'Whether yan is there while nobody can know');
          await restore(rig, ann, mode);
          await meets(rig, ann, 'zoe');
          await eventually(rig, 'yan is gone', () => presencesOf(ann, 'yan').length === 0);
          // Another one is no repetition of the first.
          await cut(rig, ann);
          await zoe.leave();
          await rig.world.farJoin({ userId: 'xia' });
          await restore(rig, ann, mode);
          await meets(rig, ann, 'xia');
          await eventually(rig, 'zoe is gone', () => presencesOf(ann, 'zoe').length === 0);
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
          check(
            !(await rig.world.wire(ann, 'microphone')).sending,
            'Muting is silence at once, also while reconnecting.',
          );
          await rig.settle();
          await restore(rig, ann, mode);
          await wireBecomes(rig, ann, 'microphone', { published: true, muted: true, sending: false });
          await countsAsPublished(rig, ann, 'camera');
          await wireBecomes(rig, ann, 'camera', { published: true, sending: true });
        },
      },
    ];
    return own;
  }),
);
