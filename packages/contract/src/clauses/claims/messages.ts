import { check, checkEqual, checkThere } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import { eventually, joined, meets, outcome, rejects, resolves, sentinel } from '../../run/scene.ts';
import type { Rig } from '../../rig/rig.ts';
import type { Side } from '../../rig/side.ts';
import { createTap } from '../../run/tap.ts';

/** The number of messages of a side. */
function arrived({ log }: Side): number {
  return log.of('message-received').length;
}

/** Sends a message and waits; where messages may get lost, again and again. Returns how often it was sent. */
async function sendsUntil(
  rig: Rig,
  { session }: Side,
  message: Parameters<Side['session']['sendMessage']>[0],
  holds: () => boolean,
): Promise<number> {
  const { messages } = rig.adapter.capabilities;
  const mayBeLost = messages !== false && !messages.reliable;
  let sent = 0;
  const send = async (): Promise<void> => {
    sent += 1;
    await resolves(rig, session.sendMessage(message), 'Sending');
  };
  await send();
  await eventually(rig, 'the message arrives', async () => {
    if (!holds() && mayBeLost) await send();
    return holds();
  });
  return sent;
}

/** Messages. */
export const messageClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-MESSAGE-01',
    title: 'A message arrives as it was sent, once, from whom it is, and not at its sender.',
    law: 'messages',
    rules: [34],
    when: [needs.messages],
    saboteurs: ['messages-dropped', 'message-altered', 'claims-messages-falsely'],
    async run(rig) {
      const ann = await joined(rig);
      const ben = await joined(rig);
      const sender = await meets(rig, ben, ann.userId);
      await meets(rig, ann, ben.userId);
      const text = '<b>ä</b> & 😀\n';
      const sent = await sendsUntil(rig, ann, { topic: 'chat', text }, () => arrived(ben) > 0);
      checkEqual(
        ben.log.of('message-received')[0],
        { from: sender.id, userId: ann.userId, topic: 'chat', text },
        'What arrived',
      );
      await sentinel(rig, ann, ben);
      check(
        arrived(ben) <= sent,
        `It was sent ${String(sent)} times and arrived ${String(arrived(ben))} times.`,
      );
      checkEqual(ann.log.of('message-received').length, 0, 'How often it arrived at its sender');
    },
  },
  {
    id: 'RTC-MESSAGE-02',
    title: 'Messages of one sender arrive in the order of sending.',
    law: 'messages',
    when: [needs.messages, needs.reliableMessages],
    async run(rig) {
      const ann = await joined(rig);
      const ben = await joined(rig);
      await meets(rig, ann, ben.userId);
      const texts = Array.from({ length: 10 }, (_, index) => String(index));
      await resolves(
        rig,
        Promise.all(texts.map((text) => ann.session.sendMessage({ topic: 'chat', text }))),
        'Sending',
      );
      await eventually(rig, 'all arrive', () => ben.log.of('message-received').length === 10);
      checkEqual(
        ben.log.of('message-received').map(({ text }) => text),
        texts,
        'The order',
      );
    },
  },
  {
    id: 'RTC-MESSAGE-03',
    title: 'A directed message reaches those whom it is for and nobody else.',
    law: 'messages',
    when: [needs.directedMessages],
    async run(rig) {
      const ann = await joined(rig);
      const ben = await joined(rig);
      const cem = await joined(rig);
      const { id } = await meets(rig, ann, ben.userId);
      await meets(rig, ann, cem.userId);
      await sendsUntil(rig, ann, { topic: 'chat', text: 'psst', to: [id] }, () => arrived(ben) > 0);
      await sentinel(rig, cem);
      checkEqual(cem.log.of('message-received').length, 0, 'How often it arrived at somebody else');
      await rejects(rig, ann.session.sendMessage({ topic: 'chat', text: 'psst', to: ['nobody'] }), {
        what: 'A message to nobody',
        codes: ['invalid-argument'],
      });
    },
  },
  {
    id: 'RTC-MESSAGE-04',
    title: 'Where messages go to everybody only, a directed one is refused as unsupported.',
    law: 'claims',
    when: [needs.messages, needs.lacks(needs.directedMessages)],
    async run(rig) {
      const ann = await joined(rig);
      const ben = await joined(rig);
      const { id } = await meets(rig, ann, ben.userId);
      await rejects(rig, ann.session.sendMessage({ topic: 'chat', text: 'psst', to: [id] }), {
        what: 'A directed message',
        codes: ['unsupported'],
      });
    },
  },
  {
    id: 'RTC-MESSAGE-08',
    title: 'Where messages go to everybody only, a driver that is given a receiver sends it to nobody alone.',
    law: 'claims',
    when: [needs.messages, needs.lacks(needs.directedMessages)],
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      const ben = await joined(rig);
      const cem = await joined(rig);
      await meets(rig, ann, ben.userId);
      await meets(rig, ann, cem.userId);
      // By the driver: core refuses it before.
      const remoteId = checkThere(tap.remoteIdOf(ben.userId), `The id of ${ben.userId}`);
      const sending = tap.driver.doSendMessage?.({ topic: 'chat', text: 'psst', to: [remoteId] });
      if (sending) await outcome(rig, sending, { what: 'A directed message' });
      await sendsUntil(rig, ann, { topic: 'chat', text: 'to all' }, () =>
        [ben, cem].every((side) => side.log.of('message-received').some(({ text }) => text === 'to all')),
      );
      const [atBen, atCem] = [ben, cem].map((side) =>
        side.log.of('message-received').some(({ text }) => text === 'psst'),
      );
      check(!atBen || atCem === true, `It went to ${ben.userId} alone, which is denied.`);
    },
  },
  {
    id: 'RTC-MESSAGE-05',
    title: 'A message up to the limit in bytes is carried, one byte more is refused.',
    law: 'messages',
    when: [needs.messages],
    async run(rig) {
      const ann = await joined(rig);
      const ben = await joined(rig);
      await meets(rig, ann, ben.userId);
      const { messages } = rig.adapter.capabilities;
      const bytes = messages === false ? 0 : messages.maxBytes;
      const text = `é${'x'.repeat(bytes - 2)}`;
      await sendsUntil(rig, ann, { topic: 'chat', text }, () => arrived(ben) > 0);
      check(ben.log.of('message-received')[0]?.text === text, 'The longest message should arrive whole.');
      await rejects(rig, ann.session.sendMessage({ topic: 'chat', text: `${text}x` }), {
        what: 'Sending one byte more',
        codes: ['invalid-argument'],
      });
    },
  },
  {
    id: 'RTC-MESSAGE-06',
    title: 'Where there are no messages, sending one is refused as unsupported.',
    law: 'claims',
    when: [needs.lacks(needs.messages)],
    async run(rig) {
      const ann = await joined(rig);
      check(!ann.session.can('send-message'), 'can() should deny it.');
      await rejects(rig, ann.session.sendMessage({ topic: 'chat', text: 'hi' }), {
        what: 'Sending a message',
        codes: ['unsupported'],
      });
    },
  },
  {
    id: 'RTC-MESSAGE-07',
    title: 'A message that the vendor refuses rejects with the reason.',
    law: 'messages',
    rules: [34],
    when: [needs.messages],
    world: ['refuse-message'],
    async run(rig) {
      const ann = await joined(rig);
      for (const code of ['message-failed', 'rate-limited'] as const) {
        await rig.world.refuse('message', code);
        await rejects(rig, ann.session.sendMessage({ topic: 'chat', text: 'hi' }), {
          what: 'Sending',
          codes: [code],
        });
      }
    },
  },
]);
