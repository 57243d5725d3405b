import type { SwitchOptions, SwitchResult } from '@jackfield/core/switch';
import type { RtcAdapter } from '@jackfield/core/adapter';
import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { coreOf } from '../../rig/core-copy.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import type { Rig } from '../../rig/rig.ts';
import {
  eventually,
  gone,
  handleOf,
  joined,
  later,
  meetsSource,
  personOf,
  presencesOf,
  receives,
  rejects,
  resolves,
  wireBecomes,
} from '../../run/scene.ts';
import type { Side } from '../../rig/side.ts';
import { createStandIn } from '../../rig/stand-in.ts';

/** Names are the same people at both vendors of a clause, whoever vouches for them. */
const same = (one: string, other: string): boolean => one === other;

/** Sound of everybody in one can leave nobody out. */
const staysAtBoth = needs.claims('remoteAudio', 'tracks', 'sdk-played');

/** Begins to switch to an adapter. */
function begin(side: Side, next: RtcAdapter, options: SwitchOptions = {}): Promise<SwitchResult> {
  // What the stand-in cannot promise is not what these clauses are about.
  const allow = ['region', 'recording-consent', 'end-to-end-encryption'] as const;
  return later(
    coreOf(side).switchAdapter(side.session, next, {
      samePerson: same,
      allow,
      deadlineMs: 20_000,
      ...options,
    }),
  );
}

/** Switches, and fails if that is refused. */
function switched(rig: Rig, side: Side, next: RtcAdapter, options?: SwitchOptions): Promise<SwitchResult> {
  return resolves(rig, begin(side, next, options), `Switching to ${next.name}`, 20_000);
}

/** The change of the vendor in the middle of a call: from the adapter to another one, and back. */
export const switchClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-SWITCH-01',
    title:
      'A call is switched to another vendor while it stays joined, and nothing of it is left at the first.',
    law: 'switch',
    when: [needs.publishes('microphone')],
    world: ['wire'],
    saboteurs: ['leave-stays'],
    async run(rig) {
      const other = createStandIn();
      const ann = await joined(rig, { enable: ['microphone'] });
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      // Whoever measures the wire may be somebody in the room, who does not move.
      await switched(rig, ann, other.adapter, { until: 'deadline', deadlineMs: 2_000 });
      await gone(rig, ann.userId);
      checkEqual(ann.log.lines('state-changed'), joinedOnce(ann), 'Changes of the state');
      checkEqual([other.sessions, other.published()], [1, ['microphone']], 'What the other vendor has');
      check(other.sends('microphone'), 'The microphone should be sent over the other vendor.');
      await resolves(rig, ann.session.leave(), 'Leaving', rig.timeouts.leave);
      checkEqual(other.sessions, 0, 'Sessions at the other vendor after leaving');
    },
  },
  {
    id: 'RTC-SWITCH-02',
    title: 'A call comes back from another vendor with what it sends.',
    law: 'switch',
    when: [needs.publishes('microphone')],
    world: ['wire'],
    saboteurs: ['publish-without-effect'],
    async run(rig) {
      const other = createStandIn();
      const ann = await joined(rig);
      await switched(rig, ann, other.adapter);
      await gone(rig, ann.userId);
      await resolves(rig, ann.session.microphone.enable(), 'Enabling the microphone');
      await switched(rig, ann, ann.adapter);
      checkEqual([other.sessions, ann.session.state.status], [0, 'joined'], 'The session');
      checkEqual(await rig.world.presences(ann.userId), 1, 'Sessions of the user at the vendor');
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      await resolves(rig, ann.session.leave(), 'Leaving', rig.timeouts.leave);
      await gone(rig, ann.userId);
    },
  },
  {
    id: 'RTC-SWITCH-03',
    title: 'Somebody who is at both vendors is the same person with the same stream, and is heard once.',
    law: 'switch',
    world: ['far-join', 'far-publish', 'audible'],
    saboteurs: ['subscribe-without-track'],
    async run(rig) {
      const zoe = await rig.world.farJoin({ userId: 'zoe' });
      await zoe.publish('microphone');
      const other = createStandIn([{ userId: 'zoe', sources: ['microphone'] }]);
      const ann = await joined(rig);
      await receives(rig, ann, 'zoe', 'microphone');
      const { id } = personOf(ann, 'zoe');
      const handle = handleOf(ann, 'zoe');
      const stream = handle.microphone.mediaStream;
      const key = { participantId: id, source: 'microphone' } as const;
      for (const next of [other.adapter, ann.adapter]) {
        const [before] = stream.getTracks();
        await switched(rig, ann, next);
        checkEqual(personOf(ann, 'zoe').id, id, 'The id');
        check(handleOf(ann, 'zoe') === handle, 'The handle should be the same.');
        check(handle.microphone.mediaStream === stream, 'The stream should be the same.');
        const [track, ...more] = stream.getTracks();
        checkEqual([track?.readyState, more.length], ['live', 0], 'The track');
        check(track !== before, 'The track should be that of the other vendor.');
        await eventually(
          rig,
          'one copy is heard',
          async () => (await rig.world.audibleCopies(ann, key)) === 1 || next === other.adapter,
        );
      }
      checkEqual(ann.log.lines('participant-left'), [], 'People who left');
      checkEqual(ann.log.lines('participant-joined').length, 1, 'People who came');
    },
  },
  {
    id: 'RTC-SWITCH-04',
    title: 'What is muted before a switch, or in its middle, is silent at both vendors.',
    law: 'silence',
    when: [needs.publishes('microphone'), staysAtBoth],
    world: ['wire', 'far-join'],
    saboteurs: ['copies-past-gate'],
    async run(rig) {
      // Somebody who does not move keeps the switch in its middle.
      await rig.world.farJoin({ userId: 'zoe' });
      const other = createStandIn();
      const ann = await joined(rig, { enable: ['microphone'] });
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      await eventually(rig, 'zoe is there', () => presencesOf(ann, 'zoe').length === 1);
      await switched(rig, ann, other.adapter, { until: 'never' });
      await eventually(rig, 'both are sent to', () => other.sends('microphone'));
      await resolves(rig, ann.session.microphone.mute(), 'Muting');
      check(!other.sends('microphone'), 'The other vendor should be sent silence.');
      await wireBecomes(rig, ann, 'microphone', { sending: false });
      await switched(rig, ann, ann.adapter, { until: 'deadline', deadlineMs: 5_000 });
      await wireBecomes(rig, ann, 'microphone', { sending: false, muted: true });
      checkEqual([other.sessions, ann.session.microphone.state.muted], [0, true], 'The session');
    },
  },
  {
    id: 'RTC-SWITCH-05',
    title: 'A vendor that refuses leaves the call over the other one as it was.',
    law: 'switch',
    world: ['refuse-join'],
    saboteurs: ['undefined-rejections'],
    async run(rig) {
      const other = createStandIn([{ userId: 'zoe', sources: ['microphone'] }]);
      const ann = await joined(rig);
      await switched(rig, ann, other.adapter, { until: 'deadline', deadlineMs: 5_000 });
      await gone(rig, ann.userId);
      await meetsSource(rig, ann, 'zoe', 'microphone');
      const states = ann.log.lines('state-changed').length;
      await rig.world.refuse('join', 'forbidden');
      await rejects(rig, begin(ann, ann.adapter), {
        what: 'The switch',
        codes: ['forbidden'],
        withinMs: 20_000,
      });
      checkEqual(ann.log.lines('state-changed').length, states, 'Changes of the state');
      checkEqual([other.sessions, presencesOf(ann, 'zoe').length], [1, 1], 'The call over the other vendor');
      await gone(rig, ann.userId);
    },
  },
  {
    id: 'RTC-SWITCH-06',
    title: 'Whoever is thrown out by one of two vendors has left both.',
    law: 'switch',
    when: [staysAtBoth],
    world: ['kick'],
    saboteurs: ['wrong-end-reason'],
    async run(rig) {
      const other = createStandIn();
      const ann = await joined(rig);
      await switched(rig, ann, other.adapter, { until: 'never' });
      checkEqual(other.sessions, 1, 'Sessions at the other vendor');
      await rig.world.kick(ann);
      await eventually(rig, 'the call has ended', () => ann.session.state.status === 'ended');
      const { state } = ann.session;
      checkEqual(state.status === 'ended' && state.reason, 'kicked', 'The reason');
      await eventually(rig, 'the other vendor is left', () => other.sessions === 0);
    },
  },
  {
    id: 'RTC-SWITCH-07',
    title: 'A session does not stay with two vendors where one of them gives one sound of everybody.',
    law: 'switch',
    when: [needs.lacks(staysAtBoth)],
    saboteurs: ['claims-tracks-falsely'],
    async run(rig) {
      const other = createStandIn();
      const ann = await joined(rig);
      const switching = begin(ann, other.adapter, { until: 'never' });
      await rejects(rig, switching, { what: 'The switch', codes: ['unsupported'] });
      checkEqual([other.sessions, ann.session.state.status], [0, 'joined'], 'The session');
    },
  },
]);

/** What a session tells of its state that has joined, and nothing since. */
function joinedOnce({ log }: Side): readonly string[] {
  return log.lines('state-changed').slice(0, 2);
}
