import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hears, hearsNothing, moves, sees } from './support/expectations.ts';
import { Lab, type Tab } from './support/lab.ts';
import { startSignalling, type TestSignalling } from './support/start-signalling.ts';

const ann = { room: 'room', userId: 'ann', hue: 0, tone: 500, publish: ['camera', 'microphone'] } as const;
const bob = { room: 'room', userId: 'bob', hue: 240, tone: 1200, publish: ['camera', 'microphone'] } as const;
const cyd = { room: 'room', userId: 'cyd', hue: 120, tone: 2000, publish: ['camera', 'microphone'] } as const;

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

describe.each(['web-socket', 'broadcast'] as const)('over %s signalling', (kind) => {
  let server: TestSignalling;
  let tabs: readonly Tab[] = [];
  let url: string | undefined;

  beforeEach(async () => {
    server = await startSignalling();
    url = kind === 'web-socket' ? server.url : undefined;
  });
  afterEach(async (context) => {
    if (context.task.result?.state === 'fail') {
      for (const tab of tabs.filter(({ page }) => !page.isClosed())) {
        const facts = (await tab.rig('facts')).map(({ name, fact }) => `${name} ${JSON.stringify(fact)}`);
        console.log(tab.errors, facts.join(', '), await tab.rig('connections'));
      }
    }
    await lab.clear();
    await server.close();
  });

  async function open(count: number): Promise<readonly [Tab, Tab, ...Tab[]]> {
    const [one, other, ...more] = await lab.tabs(count);
    if (!one || !other) throw new Error('at least two tabs');
    tabs = [one, other, ...more];
    return [one, other, ...more];
  }

  /** Ann is there, Bob comes, and both see and hear each other. */
  async function call(): Promise<readonly [Tab, Tab, ...Tab[]]> {
    const [one, other] = await open(2);
    await one.rig('join', { ...ann, url });
    await other.rig('join', { ...bob, url });
    await sees(other, 'ann', ann.hue);
    await sees(one, 'bob', bob.hue);
    await hears(other, 'ann', ann.tone);
    await hears(one, 'bob', bob.tone);
    return [one, other];
  }

  test('two people see and hear each other, after one negotiation', async () => {
    const [one, other] = await open(2);
    await one.rig('join', { ...ann, url });
    const joined = await other.rig('join', { ...bob, url });
    expect(joined.roster).toEqual([{ userId: 'ann', sources: ['microphone', 'camera'] }]);
    await sees(other, 'ann', ann.hue);
    await sees(one, 'bob', bob.hue);
    await hears(other, 'ann', ann.tone);
    await hears(one, 'bob', bob.tone);
    expect((await one.rig('counts')).negotiations).toBe(1);
    expect((await other.rig('counts')).negotiations).toBe(1);
    expect([...one.errors, ...other.errors]).toEqual([]);
  });

  test('people who come at the same moment find each other', async () => {
    const all = await open(3);
    await Promise.all(all.map((tab, index) => tab.rig('join', { ...([ann, bob, cyd][index] ?? ann), url })));
    for (const [index, tab] of all.entries()) {
      for (const who of [ann, bob, cyd].filter((_, other) => other !== index)) {
        await sees(tab, who.userId, who.hue);
        await hears(tab, who.userId, who.tone);
      }
    }
  });

  test('a source is published before its track comes', async () => {
    const [one, other] = await open(2);
    await one.rig('join', { ...ann, publish: [], url });
    await other.rig('join', { ...bob, publish: [], url });
    await one.rig('publish', ['camera']);
    await sees(other, 'ann', ann.hue);
    const names = (await other.rig('facts'))
      .filter(({ fact }) => fact['source'] === 'camera')
      .map(({ name }) => name);
    expect(names).toEqual(['sourcePublished', 'remoteTrack']);
    expect((await other.rig('counts')).negotiations).toBe(1);
  });

  test('all four sources travel at once', async () => {
    const [one, other] = await open(2);
    await one.rig('join', { ...ann, publish: ['camera', 'microphone', 'screen', 'screen-audio'], url });
    await other.rig('join', { ...bob, publish: [], url });
    await sees(other, 'ann', ann.hue, 'camera');
    await sees(other, 'ann', ann.hue + 180, 'screen');
    await hears(other, 'ann', ann.tone, 'microphone');
    await hears(other, 'ann', ann.tone * 2, 'screen-audio');
  });

  test('mute is silence at the receiver, and the others know', async () => {
    const [one, other] = await call();
    await one.rig('setMuted', 'microphone', true);
    await other.rig('waitFact', 'sourceMuted', { remoteId: 'ann', source: 'microphone', muted: true }, 2000);
    await hearsNothing(other, 'ann');
    await one.rig('setMuted', 'microphone', false);
    await other.rig('waitFact', 'sourceMuted', { remoteId: 'ann', source: 'microphone', muted: false }, 2000);
    await hears(other, 'ann', ann.tone);
    expect((await other.rig('counts')).negotiations).toBe(1);
  });

  test('a camera is muted with its device let go, and comes back with another track', async () => {
    const [one, other] = await call();
    await one.rig('setMuted', 'camera', true);
    await one.rig('release', 'camera');
    await other.rig('waitFact', 'sourceMuted', { remoteId: 'ann', source: 'camera', muted: true }, 2000);
    await one.rig('replace', 'camera', { hue: 60, tone: 0 });
    await one.rig('setMuted', 'camera', false);
    await sees(other, 'ann', 60);
    expect((await other.rig('counts')).negotiations).toBe(1);
  });

  test('another device keeps the publication and needs no negotiation', async () => {
    const [one, other] = await call();
    await one.rig('replace', 'camera', { hue: 300, tone: 0 });
    await one.rig('replace', 'microphone', { hue: 0, tone: 3000 });
    await sees(other, 'ann', 300);
    await hears(other, 'ann', 3000);
    const facts = (await other.rig('facts')).filter(({ name }) => name === 'remoteTrack');
    expect(facts).toHaveLength(2);
    expect((await other.rig('counts')).negotiations).toBe(1);
  });

  test('what is unpublished is gone, and what is published again is seen', async () => {
    const [one, other] = await call();
    await one.rig('publish', ['microphone']);
    await other.rig('waitFact', 'sourceUnpublished', { remoteId: 'ann', source: 'camera' }, 2000);
    await hears(other, 'ann', ann.tone);
    await one.rig('publish', ['microphone', 'camera']);
    await other.rig('waitFact', 'sourcePublished', { remoteId: 'ann', source: 'camera' }, 2000);
    await sees(other, 'ann', ann.hue);
    await moves(other, 'ann');
  });

  test('what nobody wants is not sent, and what is shown small is sent small', async () => {
    const [one, other] = await open(2);
    await one.rig('join', { ...ann, url });
    await other.rig('join', { ...bob, publish: [], subscribe: false, url });
    await other.rig('want', 'ann', [{ source: 'microphone' }]);
    await hears(other, 'ann', ann.tone);
    expect((await one.rig('measure', 'bob')).sent.video.bytes).toBe(0);
    await other.rig('want', 'ann', [{ source: 'camera', size: { width: 160, height: 90 } }]);
    await sees(other, 'ann', ann.hue);
    await expect
      .poll(async () => (await other.rig('see', 'ann', 'camera')).width, { timeout: 5000 })
      .toBe(160);
  });

  test('whoever leaves is gone at once, and nothing stays open', async () => {
    const [one, other] = await call();
    await other.rig('leave');
    await one.rig('waitFact', 'participantLeft', { remoteId: 'bob' }, 1000);
    expect((await other.rig('counts')).open).toBe(0);
    expect((await one.rig('counts')).open).toBe(0);
  });

  test('a page that closes says goodbye synchronously', async () => {
    const [one, other] = await call();
    await other.rig('abandon');
    await one.rig('waitFact', 'participantLeft', { remoteId: 'bob' }, 1000);
    expect((await other.rig('counts')).open).toBe(0);
  });

  test('the same user elsewhere replaces the older one', async () => {
    const [one, , third] = await open(3);
    await one.rig('join', { ...ann, url });
    await third?.rig('join', { ...ann, hue: 60, url });
    const ended = await one.rig('waitFact', 'ended', { reason: 'replaced' }, 2000);
    expect(ended.fact).toMatchObject({ vendorHasLeft: true, error: 'replaced' });
    expect((await one.rig('counts')).open).toBe(0);
  });

  test('messages reach everybody, or those who are named', async () => {
    const all = await open(3);
    for (const [index, who] of [ann, bob, cyd].entries())
      await all[index]?.rig('join', { ...who, publish: [], url });
    const [one, other, third] = all;
    await one.rig('message', 'chat', 'hello 你好 👋');
    await one.rig('message', 'secret', 'for cyd', ['cyd']);
    await third?.rig(
      'waitFact',
      'messageReceived',
      { remoteId: 'ann', topic: 'secret', text: 'for cyd' },
      2000,
    );
    await one.rig('message', 'chat', 'last');
    await other.rig('waitFact', 'messageReceived', { text: 'last' }, 2000);
    const texts = (await other.rig('facts'))
      .filter(({ name }) => name === 'messageReceived')
      .map(({ fact }) => fact['text']);
    expect(texts).toEqual(['hello 你好 👋', 'last']);
  });

  test('a tab that crashes disappears', { tags: kind === 'broadcast' ? [] : ['long'] }, async () => {
    // Between tabs at once, by its lock. A server waits for it to come back, 10 s from when its socket closed.
    const goneMs = kind === 'broadcast' ? 2000 : 15_000;
    const [one, other] = await call();
    const session = await other.page.context().newCDPSession(other.page);
    // The crash answers nothing.
    void session.send('Page.crash').catch(() => undefined);
    await one.rig('waitFact', 'participantLeft', { remoteId: 'bob' }, goneMs);
    expect((await one.rig('counts')).open).toBe(0);
  });

  test('six people see and hear each other', async () => {
    const people = [0, 1, 2, 3, 4, 5].map((index) => ({
      ...ann,
      userId: `p${index}`,
      hue: index * 60,
      tone: 400 + index * 300,
      // Thirty pictures are encoded and decoded on one machine here.
      painting: { width: 160, height: 90, framesPerSecond: 5 },
    }));
    const all = await open(6);
    for (const [index, who] of people.entries()) await all[index]?.rig('join', { ...who, url });
    for (const [index, tab] of all.entries()) {
      for (const who of people.filter((_, other) => other !== index)) {
        // Sixty streams on one machine that may be busy: the last of them needs longer than one of two.
        await sees(tab, who.userId, who.hue, 'camera', 15_000);
        await hears(tab, who.userId, who.tone, 'microphone', 15_000);
      }
    }
  }, 60_000);

  test('a hundred calls leave nothing behind', { tags: ['long'], timeout: 120_000 }, async () => {
    const [one, other] = await open(2);
    await one.rig('join', { ...ann, url });
    // The first call makes what stays for the page's life, such as the audio context of the test's own tones.
    await other.rig('cycles', { ...bob, url }, 'ann', 1);
    await expect.poll(async () => (await one.rig('counts')).open).toBe(0);
    await expect
      .poll(() => one.page.evaluate(() => window.countOpen()))
      .toMatchObject({ elements: 0, liveTracks: 0 });
    const atRest = await Promise.all([one, other].map(({ page }) => page.evaluate(() => window.countOpen())));
    // What drives the page has listeners of its own: those are there before and after.
    expect(atRest[1]).toMatchObject({ timers: 0, sockets: 0, channels: 0, elements: 0, liveTracks: 0 });
    await other.rig('cycles', { ...bob, url }, 'ann', 100);
    await expect.poll(async () => (await one.rig('counts')).open).toBe(0);
    expect((await other.rig('counts')).open).toBe(0);
    for (const [index, { page }] of [one, other].entries()) {
      await expect.poll(() => page.evaluate(() => window.countOpen())).toEqual(atRest[index]);
    }
    expect(await other.page.evaluate(async () => (await navigator.locks.query()).held?.length)).toBe(
      kind === 'broadcast' ? 1 : 0,
    );
    await other.rig('join', { ...bob, url });
    await sees(other, 'ann', ann.hue);
  });
});
