import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import { eventually, joined, meets, rejects, resolves, sentinel } from '../../run/scene.ts';

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
      await resolves(rig, ann.session.sendMessage({ topic: 'chat', text }), 'Sending');
      await eventually(rig, 'it arrives', () => ben.log.of('message-received').length > 0);
      checkEqual(
        ben.log.of('message-received'),
        [{ from: sender.id, userId: ann.userId, topic: 'chat', text }],
        'What arrived',
      );
      await sentinel(rig, ann, ben);
      checkEqual(ben.log.of('message-received').length, 1, 'How often it arrived');
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
      await resolves(rig, ann.session.sendMessage({ topic: 'chat', text: 'psst', to: [id] }), 'Sending');
      await eventually(rig, 'it arrives', () => ben.log.of('message-received').length === 1);
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
      await resolves(rig, ann.session.sendMessage({ topic: 'chat', text }), 'Sending the longest message');
      await eventually(rig, 'it arrives whole', () => ben.log.of('message-received')[0]?.text === text);
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
