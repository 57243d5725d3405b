import type { ModerationRequest } from '@jackfield/core/adapter';
import type { BareDriver } from '../../rig/bare-driver.ts';
import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { driverClauses } from '../define.ts';
import * as needs from '../needs.ts';
import { remoteIdOf } from '../../run/driver-scene.ts';
import type { Rig } from '../../rig/rig.ts';
import { eventually, joined, later, rejects, resolves, wireBecomes } from '../../run/scene.ts';
import type { Side } from '../../rig/side.ts';

/** A moderator without a session, somebody to moderate with one, and somebody whom it is not about. */
async function pair(rig: Rig): Promise<{ moderator: BareDriver; ann: Side; ben: Side; remoteId: string }> {
  const moderator = await rig.bare();
  const [role] = rig.adapter.capabilities.roles;
  await resolves(rig, moderator.join({ role }), 'Joining as a moderator', rig.timeouts.join);
  const ben = await joined(rig, { enable: ['microphone'] });
  const ann = await joined(rig, { enable: ['microphone', 'camera'] });
  const remoteId = await remoteIdOf(rig, moderator, ann.userId);
  return { moderator, ann, ben, remoteId };
}

function moderate({ driver }: BareDriver, request: ModerationRequest): Promise<void> {
  return later(driver.doModerate?.(request) ?? Promise.reject(new TypeError('There is no doModerate.')));
}

/** Fails where moderation has touched somebody whom it was not about. */
async function untouched(rig: Rig, side: Side): Promise<void> {
  checkEqual(side.session.state.status, 'joined', `The status of ${side.userId}, whom it was not about`);
  checkEqual(side.session.microphone.state.muted, false, `Whether ${side.userId} is muted`);
  await wireBecomes(rig, side, 'microphone', { published: true, muted: false, sending: true });
}

async function done(rig: Rig, { driver }: BareDriver): Promise<void> {
  await resolves(rig, driver.doLeave(), 'Leaving', rig.timeouts.leave);
  driver.dispose();
}

/** What a moderator does to others. */
export const moderationClauses: readonly Clause[] = driverClauses([
  {
    id: 'RTC-MODERATE-01',
    title: 'A moderator mutes somebody: they are silent, and it is their own intent from then on.',
    law: 'moderation',
    when: [needs.moderates('mute')],
    world: ['wire'],
    saboteurs: ['moderates-without-effect', 'server-mute-lost', 'moderates-somebody-else'],
    async run(rig) {
      const { moderator, ann, ben, remoteId } = await pair(rig);
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      await resolves(
        rig,
        moderate(moderator, { action: 'mute', remoteId, source: 'microphone' }),
        'Muting somebody',
      );
      await eventually(rig, 'they are muted', () => ann.session.microphone.state.mutedBy === 'server');
      await wireBecomes(rig, ann, 'microphone', { muted: true, sending: false });
      await wireBecomes(rig, ann, 'camera', { published: true, muted: false, sending: true });
      await untouched(rig, ben);
      await done(rig, moderator);
    },
  },
  {
    id: 'RTC-MODERATE-02',
    title: 'A moderator ends a publication of somebody.',
    law: 'moderation',
    when: [needs.moderates('unpublish')],
    world: ['wire'],
    saboteurs: ['moderates-without-effect', 'server-unpublish-lost'],
    async run(rig) {
      const { moderator, ann, ben, remoteId } = await pair(rig);
      await resolves(
        rig,
        moderate(moderator, { action: 'unpublish', remoteId, source: 'microphone' }),
        'Unpublishing',
      );
      await eventually(rig, 'the app sees it', () => !ann.session.microphone.state.enabled);
      await wireBecomes(rig, ann, 'microphone', { published: false });
      await wireBecomes(rig, ann, 'camera', { published: true, sending: true });
      await untouched(rig, ben);
      await done(rig, moderator);
    },
  },
  {
    id: 'RTC-MODERATE-03',
    title: 'A moderator removes somebody: their call ends as kicked.',
    law: 'moderation',
    when: [needs.moderates('kick')],
    world: ['wire'],
    saboteurs: ['moderates-without-effect', 'wrong-end-reason', 'moderates-somebody-else'],
    async run(rig) {
      const { moderator, ann, ben, remoteId } = await pair(rig);
      await resolves(rig, moderate(moderator, { action: 'kick', remoteId }), 'Removing somebody');
      await eventually(rig, 'their call is over', () => ann.session.state.status === 'ended');
      const { state } = ann.session;
      checkEqual(state.status === 'ended' && state.reason, 'kicked', 'The reason');
      await untouched(rig, ben);
      await done(rig, moderator);
    },
  },
  {
    id: 'RTC-MODERATE-04',
    title: 'A moderator closes the room: every call in it ends as room-closed.',
    law: 'moderation',
    when: [needs.moderates('close-room')],
    saboteurs: ['moderates-without-effect', 'wrong-end-reason'],
    async run(rig) {
      const { moderator, ann } = await pair(rig);
      await resolves(rig, moderate(moderator, { action: 'close-room' }), 'Closing the room');
      await eventually(rig, 'their call is over', () => ann.session.state.status === 'ended');
      const { state } = ann.session;
      checkEqual(state.status === 'ended' && state.reason, 'room-closed', 'The reason');
      check(moderator.of('ended').length <= 1, 'The moderator should be told once at most.');
      await done(rig, moderator);
    },
  },
  {
    id: 'RTC-MODERATE-06',
    title:
      'What a moderator cannot do by the claims is refused as unsupported, and nothing happens to anybody.',
    law: 'claims',
    when: [needs.lacks(needs.allModeration)],
    world: ['wire'],
    async run(rig) {
      const { moderator, ann, ben, remoteId } = await pair(rig);
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      for (const action of ['mute', 'unpublish', 'kick', 'close-room'] as const) {
        if (rig.adapter.capabilities.moderation.includes(action)) continue;
        if (!moderator.driver.doModerate) continue;
        const request: ModerationRequest =
          action === 'close-room'
            ? { action }
            : action === 'kick'
              ? { action, remoteId }
              : { action, remoteId, source: 'microphone' };
        const what = `Moderation (${action}) that is denied`;
        await rejects(rig, moderate(moderator, request), { what, codes: ['unsupported'] });
      }
      checkEqual(ann.session.state.status, 'joined', `The status of ${ann.userId}`);
      for (const side of [ann, ben]) await untouched(rig, side);
      await done(rig, moderator);
    },
  },
  {
    id: 'RTC-MODERATE-05',
    title: 'Whoever may not moderate is refused as forbidden, and nothing happens.',
    law: 'moderation',
    when: [needs.moderates('kick'), needs.severalRoles],
    async run(rig) {
      const { moderator, ann } = await pair(rig);
      const other = await rig.bare();
      await resolves(
        rig,
        other.join({ role: rig.adapter.capabilities.roles.at(-1) }),
        'Joining',
        rig.timeouts.join,
      );
      await rejects(rig, moderate(other, { action: 'kick', remoteId: 'anybody' }), {
        what: 'Moderating without permission',
        codes: ['forbidden'],
      });
      checkEqual(ann.session.state.status, 'joined', 'The status of whom it was about');
      await done(rig, other);
      await done(rig, moderator);
    },
  },
]);
