import { check, checkEqual, isEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { coreOf } from '../../rig/core-copy.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import {
  eventually,
  joined,
  meets,
  meetsSource,
  personOf,
  rejects,
  resolves,
  wireBecomes,
} from '../../run/scene.ts';
import { createTap } from '../../run/tap.ts';

/** What adapters claim or deny: roles, credentials, sources. */
export const claimClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-ROLE-01',
    title: 'The role of a join is the own one.',
    law: 'roles',
    when: [needs.roles],
    async run(rig) {
      const role = rig.adapter.capabilities.roles[0] ?? '';
      const ann = await joined(rig, { join: { role } });
      checkEqual(ann.session.snapshot.self?.role, role, 'The own role');
    },
  },
  {
    id: 'RTC-ROLE-07',
    title: 'Others see the role of a join.',
    law: 'roles',
    when: [needs.roles],
    world: ['tell-roles'],
    async run(rig) {
      const role = rig.adapter.capabilities.roles[0] ?? '';
      const ben = await joined(rig);
      const ann = await joined(rig, { join: { role } });
      checkEqual((await meets(rig, ben, ann.userId)).role, role, 'The role that others see');
    },
  },
  {
    id: 'RTC-ROLE-02',
    title: 'A role that does not exist is refused, at join and later.',
    law: 'roles',
    async run(rig) {
      const ann = await rig.side();
      const role = 'no-such-role';
      const { roles } = rig.adapter.capabilities;
      await rejects(rig, ann.session.join({ room: rig.room, userId: ann.userId, role }), {
        what: 'A join with a role that does not exist',
        codes: [roles.length > 0 ? 'invalid-argument' : 'unsupported'],
      });
      await resolves(rig, ann.session.join({ room: rig.room, userId: ann.userId }), 'Joining');
      await rejects(rig, coreOf(ann).setRole(ann.session, role), {
        what: 'setRole',
        codes: ['unsupported', 'invalid-argument'],
      });
      checkEqual(ann.session.can('set-role'), roles.length > 0, 'What can() says of roles');
    },
  },
  {
    id: 'RTC-ROLE-03',
    title: 'A change of role holds.',
    law: 'roles',
    rules: [5, 34],
    when: [needs.severalRoles],
    async run(rig) {
      const [first = '', ...others] = rig.adapter.capabilities.roles;
      const ann = await joined(rig, { join: { role: first } });
      for (const role of [...others, first]) {
        await resolves(rig, coreOf(ann).setRole(ann.session, role), `Changing the role to ${role}`);
        checkEqual(ann.session.snapshot.self?.role, role, 'The own role');
      }
    },
  },
  {
    id: 'RTC-ROLE-08',
    title: 'Others see a change of role.',
    law: 'roles',
    rules: [5],
    when: [needs.severalRoles],
    world: ['tell-roles'],
    saboteurs: ['claims-roles-falsely'],
    async run(rig) {
      const [first = '', second = ''] = rig.adapter.capabilities.roles;
      const ben = await joined(rig);
      const ann = await joined(rig, { join: { role: first } });
      await meets(rig, ben, ann.userId);
      await resolves(rig, coreOf(ann).setRole(ann.session, second), 'Changing the role');
      await eventually(rig, 'others see it, or see somebody go whom that role hides', () =>
        [...ben.session.participants.values()].every(
          ({ userId, role }) => userId !== ann.userId || role === second,
        ),
      );
    },
  },
  {
    id: 'RTC-ROLE-04',
    title: 'A change of role that the vendor forbids rejects so, and the old role stays.',
    law: 'roles',
    when: [needs.severalRoles],
    world: ['refuse-set-role'],
    async run(rig) {
      const [first = '', second = ''] = rig.adapter.capabilities.roles;
      const ann = await joined(rig, { join: { role: first } });
      await rig.world.refuse('set-role', 'forbidden');
      await rejects(rig, coreOf(ann).setRole(ann.session, second), { what: 'setRole', codes: ['forbidden'] });
      checkEqual(ann.session.snapshot.self?.role, first, 'The own role');
    },
  },
  {
    id: 'RTC-ROLE-05',
    title: 'Permissions that change are told, and what can be done follows them.',
    law: 'roles',
    world: ['revoke'],
    saboteurs: ['permissions-lost'],
    async run(rig) {
      const ann = await joined(rig);
      const permissions = { publish: [], subscribe: true, sendMessages: false, moderate: false };
      await rig.world.revoke(ann, permissions);
      // A vendor may take them away in several steps.
      const told = (): unknown => ann.log.of('permissions-changed').at(-1)?.permissions;
      await eventually(rig, 'it is told', () => isEqual(told(), permissions));
      checkEqual(ann.session.snapshot.self?.permissions, permissions, 'The own permissions');
      for (const action of [
        'publish-microphone',
        'publish-camera',
        'send-message',
        'moderate-kick',
      ] as const) {
        check(!ann.session.can(action), `can() should deny ${action}.`);
      }
    },
  },
  {
    id: 'RTC-ROLE-06',
    title: 'What can be done without any restriction is what the adapter claims.',
    law: 'claims',
    async run(rig) {
      const ann = await joined(rig);
      const { capabilities } = rig.adapter;
      for (const source of ['microphone', 'camera', 'screen'] as const) {
        checkEqual(
          ann.session.can(`publish-${source}`),
          capabilities.sources.includes(source),
          `can() of publish-${source}`,
        );
      }
      checkEqual(ann.session.can('send-message'), capabilities.messages !== false, 'can() of send-message');
      checkEqual(
        ann.session.can('set-display-name'),
        capabilities.displayNames === true,
        'can() of set-display-name',
      );
      for (const action of ['mute', 'unpublish', 'kick', 'close-room'] as const) {
        if (capabilities.moderation.includes(action)) continue;
        check(!ann.session.can(`moderate-${action}`), `can() should deny moderate-${action}.`);
      }
    },
  },
  {
    id: 'RTC-CREDENTIAL-01',
    title: 'A credential whose end the vendor announces is renewed and the call goes on.',
    law: 'credentials',
    when: [needs.claims('renewCredential', true)],
    world: ['credential-expiring', 'wire'],
    saboteurs: ['expiry-lost'],
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware, enable: ['microphone'] });
      await rig.world.expireCredential(ann, 20_000);
      await eventually(rig, 'it is renewed', () => tap.calls.doRenewCredential === 1);
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      checkEqual(ann.log.of('warning').length, 0, 'Warnings');
    },
  },
  {
    id: 'RTC-CREDENTIAL-02',
    title: 'Where a credential cannot be renewed in a call the app is warned in time, in words.',
    law: 'claims',
    when: [needs.claims('renewCredential', false)],
    world: ['credential-expiring'],
    async run(rig) {
      const ann = await joined(rig);
      await rig.world.expireCredential(ann, 20_000);
      await eventually(rig, 'a warning', () => ann.log.of('warning').length === 1);
      checkEqual(ann.log.of('warning')[0]?.error.code, 'unsupported', 'The code of the warning');
      checkEqual(ann.session.state.status, 'joined', 'The status');
    },
  },
  {
    id: 'RTC-CREDENTIAL-03',
    title: 'A renewal that fails is a warning; the call goes on until the vendor ends it.',
    law: 'credentials',
    when: [needs.claims('renewCredential', true)],
    world: ['credential-expiring', 'refuse-renew-credential', 'credential-expired'],
    async run(rig) {
      const ann = await joined(rig);
      await rig.world.refuse('renew-credential', 'credential-invalid');
      await rig.world.expireCredential(ann, 20_000);
      await eventually(rig, 'a warning', () => ann.log.of('warning').length === 1);
      checkEqual(ann.log.of('warning')[0]?.error.code, 'credential-invalid', 'The code of the warning');
      checkEqual(ann.session.state.status, 'joined', 'The status');
      await rig.world.endCredential(ann);
      await eventually(rig, 'the call is over', () => ann.session.state.status === 'ended');
      const { state } = ann.session;
      checkEqual(state.status === 'ended' && state.reason, 'credential-expired', 'The reason');
    },
  },
  {
    id: 'RTC-SUPPORT-01',
    title: 'Asking for support opens no device, asks nobody, and says in words what is missing.',
    law: 'support',
    world: ['devices'],
    saboteurs: ['support-opens-a-device'],
    async run(rig) {
      const ann = await rig.side();
      const report = await resolves(rig, ann.adapter.checkSupport(), 'checkSupport');
      checkEqual((await rig.world.devices(ann)).requests, 0, 'Requests for devices');
      checkEqual(report.supported, true, 'Whether calls are possible here');
      checkEqual(report.problems.length, 0, 'Problems');
    },
  },
  {
    id: 'RTC-SUPPORT-02',
    title: 'Loading ahead opens no device and connects to nothing, and may be done twice.',
    law: 'support',
    world: ['devices'],
    async run(rig) {
      const ann = await rig.side();
      await resolves(rig, ann.adapter.preload(), 'preload');
      await resolves(rig, ann.adapter.preload(), 'preload again');
      checkEqual((await rig.world.devices(ann)).requests, 0, 'Requests for devices');
      await resolves(rig, ann.session.join({ room: rig.room, userId: ann.userId }), 'Joining');
    },
  },
  {
    id: 'RTC-CLAIM-01',
    title: 'Every source that can be published is published, and received by somebody else.',
    law: 'claims',
    rules: [34],
    world: ['wire', 'picker'],
    saboteurs: ['publish-without-effect'],
    async run(rig) {
      const ann = await joined(rig);
      const ben = await joined(rig);
      for (const source of ['microphone', 'camera', 'screen'] as const) {
        if (!rig.adapter.capabilities.sources.includes(source)) continue;
        await resolves(rig, ann.session[source].enable(), `Enabling the ${source}`);
        await wireBecomes(rig, ann, source, { published: true, sending: true });
        await meetsSource(rig, ben, ann.userId, source);
        await resolves(rig, ann.session[source].disable(), `Disabling the ${source}`);
        await eventually(
          rig,
          `the ${source} is gone`,
          () => personOf(ben, ann.userId).sources[source] === undefined,
        );
      }
    },
  },
]);
