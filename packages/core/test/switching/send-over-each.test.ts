import { describe, expect, it } from 'vitest';
import type { OutgoingMessage } from '../../src/adapter/rtc-driver.ts';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { createSwitchRig } from './rig.ts';

const hi = { topic: 'chat', text: 'hi' };
const refused = new RtcError({ code: 'message-failed', message: 'Not now.' });

/** A session that stays with two vendors; Zoe is at both, Ann and Ben at one each. */
async function createRig() {
  const sent: (readonly [string, OutgoingMessage])[] = [];
  const fails = new Set<string>();
  const habitsOf = (name: string) => ({
    able: { messages: { maxBytes: 100, directed: true, reliable: true } },
    driver: {
      doSendMessage(message: OutgoingMessage) {
        sent.push([name, message]);
        return fails.has(name) ? Promise.reject(refused) : Promise.resolve();
      },
    },
  });
  const rig = await createSwitchRig({ one: habitsOf('one'), other: habitsOf('other') });
  const { one, other, session, pass, begin } = rig;
  for (const userId of ['zoe', 'ann']) one.comes(userId);
  await pass(50);
  const warnings: RtcError[] = [];
  session.on('warning', ({ error }) => warnings.push(error));
  begin({ until: 'never' });
  await pass(50);
  for (const userId of ['zoe', 'ben']) other.comes(userId);
  await pass(2_000);
  return { ...rig, sent, fails, warnings };
}

describe('a message of a session with two vendors', () => {
  it('goes out over each, to everybody', async () => {
    const { session, sent } = await createRig();
    await session.sendMessage(hi);
    expect(sent).toEqual([
      ['one', { ...hi, to: undefined }],
      ['other', { ...hi, to: undefined }],
    ]);
  });

  it('goes to each who is named where they are, and over no vendor where none of them is', async () => {
    const { session, sent, idOf } = await createRig();
    await session.sendMessage({ ...hi, to: [idOf('zoe'), idOf('ben')] });
    expect(sent.splice(0)).toEqual([
      ['one', { ...hi, to: ['zoe at one'] }],
      ['other', { ...hi, to: ['zoe at other', 'ben at other'] }],
    ]);
    await session.sendMessage({ ...hi, to: [idOf('ann')] });
    expect(sent.splice(0)).toEqual([['one', { ...hi, to: ['ann at one'] }]]);
    const to = [idOf('zoe'), 'nobody'];
    await expect(session.sendMessage({ ...hi, to })).rejects.toMatchObject({
      code: 'invalid-argument',
      message: 'Nobody here has the id nobody.',
    });
    expect(sent).toEqual([]);
  });

  it('has gone out where one of them took it, which is told, and has not where none did', async () => {
    const { session, sent, fails, warnings } = await createRig();
    for (const name of ['one', 'other']) {
      fails.clear();
      fails.add(name);
      await session.sendMessage(hi);
      expect(warnings.splice(0)).toEqual([refused]);
    }
    fails.add('one');
    await expect(session.sendMessage(hi)).rejects.toBe(refused);
    expect([sent.length, warnings]).toEqual([6, []]);
  });

  it('goes out once where the session is with one again', async () => {
    const { session, sent, begin, pass, homes } = await createRig();
    begin({ until: 'deadline', deadlineMs: 100 });
    await pass(500);
    expect(homes()).toEqual(['other']);
    await session.sendMessage(hi);
    expect(sent).toEqual([['other', { ...hi, to: undefined }]]);
  });
});
