import { ContractFailure } from '../../run/contract-failure.ts';
import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import { beginJoin, gone, joined, meets, rejects, resolves, wireBecomes } from '../../run/scene.ts';

/** Failing to enter a room. */
export const refusedJoinClauses: readonly Clause[] = sessionClauses([
  ...(
    [
      'credential-invalid',
      'credential-expired',
      'forbidden',
      'room-full',
      'room-not-found',
      'network',
      'server-error',
    ] as const
  ).map((code, index): Omit<Clause, 'level'> => ({
    id: `RTC-JOIN-1${String(index)}`,
    title: `A join that is refused as ${code} rejects with that code, and a second attempt works.`,
    law: 'join-fails-clean',
    rules: [8],
    world:
      code === 'network' || code === 'room-not-found'
        ? ['refuse-join', `refuse-join-${code}`]
        : ['refuse-join'],
    async run(rig) {
      const ann = await rig.side();
      await rig.world.refuse('join', code);
      const error = await rejects(rig, beginJoin(rig, ann), { what: 'A refused join', codes: [code] });
      checkEqual(error.adapter, rig.adapter.name, 'The adapter in the error');
      check(error.message.length > 10, 'The message should say what to do.');
      checkEqual(ann.session.state, { status: 'idle' }, 'The state');
      checkEqual(await rig.world.presences(ann.userId), 0, 'Presences in the room');
      await resolves(rig, beginJoin(rig, ann), 'The second join');
      checkEqual(ann.session.state.status, 'joined', 'The status');
    },
  })),
  {
    id: 'RTC-JOIN-20',
    title: 'A refused join leaves own sources as they were, and they are published by the next one.',
    law: 'join-fails-clean',
    world: ['refuse-join', 'wire', 'devices'],
    async run(rig) {
      const ann = await rig.side();
      await resolves(rig, ann.session.microphone.enable(), 'Enabling the microphone');
      await rig.world.refuse('join', 'forbidden');
      await rejects(rig, beginJoin(rig, ann), { what: 'A refused join', codes: ['forbidden'] });
      checkEqual(ann.session.microphone.state.capture.status, 'live', 'The microphone');
      checkEqual((await rig.world.devices(ann)).open, ['microphone'], 'The open devices');
      await resolves(rig, beginJoin(rig, ann), 'The second join');
      await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
    },
  },
  {
    id: 'RTC-JOIN-21',
    title:
      'A join is given up by its signal: it rejects aborted, the session is idle and the vendor has nobody.',
    law: 'join-fails-clean',
    world: ['hold-join'],
    async run(rig) {
      const ann = await rig.side();
      const release = await rig.world.hold('join');
      const controller = new AbortController();
      const joining = beginJoin(rig, ann, { signal: controller.signal });
      await rig.settle();
      controller.abort();
      await rejects(rig, joining, { what: 'An aborted join', codes: ['aborted'] });
      checkEqual(ann.session.state.status, 'idle', 'The status');
      await release();
      await gone(rig, ann.userId);
    },
  },
  {
    id: 'RTC-JOIN-22',
    title: 'A join whose signal is aborted from the start touches no vendor.',
    law: 'join-fails-clean',
    async run(rig) {
      const ann = await rig.side();
      await rejects(rig, beginJoin(rig, ann, { signal: AbortSignal.abort() }), {
        what: 'A join that was aborted before it began',
        codes: ['aborted'],
      });
      checkEqual(ann.session.state.status, 'idle', 'The status');
      checkEqual(await rig.world.presences(ann.userId), 0, 'Presences in the room');
      await resolves(rig, beginJoin(rig, ann), 'The next join');
    },
  },
  {
    id: 'RTC-JOIN-24',
    title:
      'A room and a user id that do not match the pattern are refused with the field named, before any vendor call.',
    law: 'arguments',
    rules: [6],
    async run(rig) {
      const ann = await rig.side();
      for (const [field, value] of [
        ['room', ''],
        ['userId', ''],
        ['room', 'no/such room'],
        ['userId', '../x'],
      ] as const) {
        const pattern = field === 'room' ? rig.adapter.limits.roomPattern : rig.adapter.limits.userIdPattern;
        if (pattern.test(value)) continue;
        const error = await rejects(rig, beginJoin(rig, ann, { [field]: value }), {
          what: `A join with the ${field} "${value}"`,
          codes: ['invalid-argument'],
        });
        check(error.message.includes(field), 'The message should name the field.', error.message);
      }
      checkEqual(ann.log.lines('state-changed'), [], 'Changes of state');
    },
  },
  {
    id: 'RTC-JOIN-25',
    title:
      'Ids of the portable pattern are accepted by every adapter, up to their full length; of 32 characters where the vendor takes no more.',
    law: 'arguments',
    rules: [6],
    async run(rig) {
      const userId = [64, 32]
        .map((length) => 'Aa0_-'.padEnd(length, 'z'))
        .find((id) => rig.adapter.limits.userIdPattern.test(id));
      if (userId === undefined) throw new ContractFailure('Ids of 32 characters should be accepted.');
      const ann = await joined(rig, { userId });
      const ben = await joined(rig);
      checkEqual(ann.session.state.status, 'joined', 'The status');
      const person = await meets(rig, ben, userId);
      checkEqual(person.userId, userId, 'The user id that others see');
    },
  },
  {
    id: 'RTC-JOIN-26',
    title: 'A display name that is too long is refused, naming the limit.',
    law: 'arguments',
    async run(rig) {
      const ann = await rig.side();
      const displayName = 'x'.repeat(rig.adapter.limits.displayNameLength + 1);
      await rejects(rig, beginJoin(rig, ann, { displayName }), {
        what: 'Too long a name',
        codes: ['invalid-argument'],
      });
      checkEqual(ann.session.state.status, 'idle', 'The status');
    },
  },
]);
