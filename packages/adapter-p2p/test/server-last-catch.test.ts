import { afterEach, expect, test } from 'vitest';
import { propertyText, readJson } from '../src/server/read-json.ts';
import type { SignallingFailure } from '../src/server.ts';
import { joinFrame } from './support/raw-client.ts';
import { ServerRig } from './support/server-rig.ts';

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const lists = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

let rig: ServerRig;
const failures: SignallingFailure[] = [];
afterEach(async () => {
  await rig.stop();
  failures.length = 0;
});
const start = async (options: Parameters<typeof ServerRig.start>[0] = {}): Promise<void> => {
  rig = await ServerRig.start({ onFailure: (failure) => failures.push(failure), ...options });
};

test('a payload nested five thousand deep costs its sender the membership, and the server nothing', async () => {
  await start();
  const ann = await rig.member('other-room', 'ann');
  const eve = await rig.member('room', 'eve');
  eve.socket.send(`{"type":"signal","to":"${eve.id}","payload":{"a":${lists(5000)}}}`);
  expect(await eve.closed).toEqual({ code: 4400, reason: 'The frame is nested more than 32 deep.' });
  ann.send({ type: 'state', request: 1, state: { revision: 1, sources: [] } });
  expect(await ann.next('done')).toMatchObject({ request: 1 });
  expect(rig.server.failures).toBe(0);
});

test.each([
  ['join', (text: string) => `{"type":"join","displayName":${text}}`],
  ['state', (text: string) => `{"type":"state","request":1,"state":${text}}`],
  ['an unknown type', (text: string) => `{"type":${text}}`],
  ['no object at all', (text: string) => text],
])('depth is bounded in %s', async (_name, frame) => {
  await start();
  const eve = await rig.member('room', 'eve');
  eve.socket.send(frame(lists(20_000)));
  expect(await eve.closed).toMatchObject({ code: 4400 });
});

test('brackets within text are not depth', async () => {
  await start();
  const ann = await rig.member('room', 'ann');
  const text = String.raw`[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[{{{{"\\`;
  ann.send({ type: 'signal', to: ann.id, payload: { text } });
  expect((await ann.next('signal')).payload).toEqual({ text });
});

test('a payload passes as the text that it came as', async () => {
  await start();
  const ann = await rig.member('room', 'ann');
  const heard = new Promise<string>((resolve) =>
    ann.socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.startsWith('{"type":"signal"')) resolve(text);
    }),
  );
  const payload = String.raw`{ "n":1.50e+2, "\ud800":"\u0041 } , \"", "__proto__":{"x":[1 ,2]},"big":123456789012345678901 }`;
  ann.socket.send(
    String.raw`{"payload":{"decoy":1}, "type":"signal","to":"${ann.id}", "p\u0061yload" : ${payload} }`,
  );
  expect(await heard).toBe(`{"type":"signal","from":"${ann.id}","payload":${payload}}`);
});

test('names of fields that nobody knows are not repeated: a close frame takes 123 bytes', async () => {
  await start();
  const eve = await rig.member('room', 'eve');
  eve.socket.send(`{"type":"leave","${'蛙'.repeat(200)}":1}`);
  expect(await eve.closed).toEqual({
    code: 4400,
    reason: 'The leave frame has a field that is not of this protocol.',
  });
});

test('a callback that throws costs the one who came the connection, is counted and told without their words', async () => {
  await start({
    verify: ({ userId }) => {
      if (userId === 'ann') return Promise.resolve({});
      // A grant whose reading fails, as a faulty `verify` of an app may give.
      return Promise.resolve({
        get permissions(): never {
          throw new RangeError(`no permissions for ${userId}`);
        },
      });
    },
  });
  const ann = await rig.member('room', 'ann');
  const eve = await rig.client();
  eve.send(joinFrame('room', 'eve-the-person'));
  expect(await eve.closed).toEqual({ code: 1011, reason: 'The server failed at this frame.' });
  expect(rig.server.failures).toBe(1);
  expect(failures).toMatchObject([{ during: 'admission', name: 'RangeError' }]);
  expect(failures[0]?.at.length).toBeGreaterThan(0);
  expect(JSON.stringify(failures)).not.toContain('eve-the-person');
  ann.send({ type: 'state', request: 1, state: { revision: 1, sources: [] } });
  expect(await ann.next('done')).toMatchObject({ request: 1 });
});

test('a failure while a credential is renewed ends that connection alone', async () => {
  let calls = 0;
  await start({
    verify: () => {
      calls += 1;
      if (calls < 3) return Promise.resolve({});
      return Promise.resolve({
        get permissions(): never {
          throw new TypeError('broken');
        },
      });
    },
  });
  const ann = await rig.member('room', 'ann');
  const eve = await rig.member('room', 'eve');
  eve.send({ type: 'renew', request: 1, credential: 'x' });
  expect((await eve.closed).code).toBe(1011);
  expect(await ann.next('member-left')).toMatchObject({ id: eve.id });
  expect(rig.server.failures).toBe(1);
});

test('a check of origins that throws refuses the upgrade', async () => {
  await start({
    origins: () => {
      throw new Error('broken');
    },
  });
  await expect(rig.client()).rejects.toThrow();
  expect(failures).toMatchObject([{ during: 'upgrade', name: 'Error' }]);
});

test('a log that throws is contained, too', async () => {
  await start({
    verify: () => Promise.reject(Object.assign(new Error('x'), { code: { toString: () => 'x' } })),
    origins: (origin) => {
      if (origin === 'https://bad.example') throw new Error('broken');
      return true;
    },
    onFailure: () => {
      throw new Error('disk full');
    },
  });
  await expect(rig.client({ Origin: 'https://bad.example' })).rejects.toThrow();
  expect(rig.server.failures).toBe(1);
  const ann = await rig.client();
  ann.send(joinFrame('room', 'ann'));
  expect(await ann.next('refused')).toMatchObject({ code: 'server-error' });
});

test('JSON is read as deep as allowed and no deeper, and cut where its property is', async () => {
  await start();
  expect(readJson(nested(4), 4)).toEqual({ value: { a: { a: { a: { a: 1 } } } } });
  expect(readJson(nested(5), 4)).toEqual({ problem: 'The frame is nested more than 4 deep.' });
  expect(readJson('{"a":"', 4)).toEqual({ problem: 'The frame is not JSON.' });
  expect(readJson('"\\', 4)).toEqual({ problem: 'The frame is not JSON.' });
  expect(propertyText('{"a":{"b":1},"b": [2, "}"] ,"c":3}', 'b')).toBe('[2, "}"]');
  expect(propertyText('{"b":1,"b":2}', 'b')).toBe('2');
  expect(propertyText('{"a":"b","c":"\\"b\\":"}', 'b')).toBeUndefined();
});
