import { createSocket, type Socket } from 'node:dgram';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';

import { expect, test } from 'vitest';

import { startAliyunEmulator, type AliyunEmulator } from '../../src/index.ts';
import {
  decodeStun,
  encodeStun,
  expectedIntegrity,
  stunAttributes,
  stunMethods,
  type StunMessage,
} from '../../src/turn/stun-message.ts';
import { decodeXorAddress, encodeXorAddress } from '../../src/turn/xor-address.ts';
import { PlainClient } from '../support/plain-client.ts';

// RFC 5769, section 2.4: a request with long-term authentication.
const rfc5769 = Buffer.from(
  '000100602112a44278ad3433c6ad72c029da412e00060012e3839ee38388e383aae38383e382af' +
    'e382b900000015001c662f2f3439396b39353464364f4c33346f4c394653547679363473410014000b6578616d706c652e6f726700000800' +
    '14f67024656dd64a3e02b8e0712e85c9a28ca89666',
  'hex',
);

test('the codec reads the example of RFC 5769 and finds its integrity true', () => {
  const message = decodeStun(rfc5769);
  expect(message?.class).toBe('request');
  expect(message?.attributes.get(stunAttributes.realm)?.toString()).toBe('example.org');
  const username = message?.attributes.get(stunAttributes.username)?.toString() ?? '';
  const key = createHash('md5').update(`${username}:example.org:TheMatrIX`).digest();
  const found = message?.attributes.get(stunAttributes.messageIntegrity);
  expect(
    expectedIntegrity(rfc5769, message?.integrityOffset ?? 0, key).equals(found ?? Buffer.alloc(0)),
  ).toBe(true);
});

test('addresses survive, and only IPv4 ones are read', () => {
  const endpoint = { address: '192.0.2.1', port: 32_853 };
  expect(encodeXorAddress(endpoint).toString('hex')).toBe('0001a147e112a643');
  expect(decodeXorAddress(encodeXorAddress(endpoint))).toEqual(endpoint);
  expect(decodeXorAddress(Buffer.alloc(20))).toBeUndefined();
});

class TurnClient {
  readonly #socket: Socket = createSocket('udp4');
  readonly #port: number;
  readonly #username: string;
  readonly #password: string;
  #nonce = '';

  constructor(emulator: AliyunEmulator, username: string, password = 'hello1234') {
    this.#port = Number(emulator.turnUrl.split(':').at(-1));
    this.#username = username;
    this.#password = password;
  }

  async ask(
    method: number,
    attributes: readonly (readonly [number, Buffer])[] = [],
    signed = true,
  ): Promise<StunMessage> {
    const credentials = [
      [stunAttributes.username, Buffer.from(this.#username)],
      [stunAttributes.realm, Buffer.from('aliyun-emulator')],
      [stunAttributes.nonce, Buffer.from(this.#nonce)],
    ] as const;
    const key = createHash('md5').update(`${this.#username}:aliyun-emulator:${this.#password}`).digest();
    const message = { method, class: 'request', transactionId: randomBytes(12) } as const;
    const packet = signed
      ? encodeStun({ ...message, attributes: [...attributes, ...credentials] }, key)
      : encodeStun({ ...message, attributes });
    this.send(packet);
    const [answer] = (await once(this.#socket, 'message')) as [Buffer];
    const decoded = decodeStun(answer);
    if (decoded === undefined) throw new Error('not a STUN message');
    this.#nonce = decoded.attributes.get(stunAttributes.nonce)?.toString() ?? this.#nonce;
    return decoded;
  }

  send(packet: Buffer): void {
    this.#socket.send(packet, this.#port, '127.0.0.1');
  }

  allocate(): Promise<StunMessage> {
    return this.ask(stunMethods.allocate, [[stunAttributes.requestedTransport, Buffer.from([17, 0, 0, 0])]]);
  }

  close(): void {
    this.#socket.close();
  }
}

function errorOf(message: StunMessage): number {
  const value = message.attributes.get(stunAttributes.errorCode);
  return value === undefined ? 0 : (value[2] ?? 0) * 100 + (value[3] ?? 0);
}

async function admitted(emulator: AliyunEmulator): Promise<{ username: string; alice: PlainClient }> {
  const alice = PlainClient.in(emulator, 'room1', 'alice');
  await alice.allocate();
  return { alice, username: `alice?appid=emulator&session=${alice.session}&channel=room1` };
}

test('the relay asks who is there, and lets in sessions of the service alone', async () => {
  await using emulator = await startAliyunEmulator();
  const { username } = await admitted(emulator);
  const good = new TurnClient(emulator, username);
  expect(errorOf(await good.ask(stunMethods.allocate, [], false))).toBe(401);
  expect(await good.allocate()).toMatchObject({ class: 'success' });
  expect(emulator.usage().allocations).toBe(1);
  for (const [name, password] of [
    [username, 'wrong'],
    ['alice?appid=emulator&session=nobody', 'hello1234'],
    ['alice', 'hello1234'],
  ] as const) {
    const bad = new TurnClient(emulator, name, password);
    await bad.ask(stunMethods.allocate, [], false);
    expect(errorOf(await bad.allocate())).toBe(401);
    bad.close();
  }
  expect(emulator.usage().allocations).toBe(1);
  good.close();
});

test("the relay takes the password that an app's server makes of the token, and nobody else's", async () => {
  await using emulator = await startAliyunEmulator();
  const { username, alice } = await admitted(emulator);
  const bob = PlainClient.in(emulator, 'room1', 'bob');
  await bob.allocate();
  for (const [password, answer] of [
    [alice.auth.token, 'success'],
    [bob.auth.token, 'error'],
  ] as const) {
    const client = new TurnClient(emulator, username, password);
    await client.ask(stunMethods.allocate, [], false);
    expect(await client.allocate()).toMatchObject({ class: answer });
    client.close();
  }
});

test('it relays to the forwarder and to nobody else', async () => {
  await using emulator = await startAliyunEmulator();
  const { username } = await admitted(emulator);
  const client = new TurnClient(emulator, username);
  await client.ask(stunMethods.allocate, [], false);
  await client.allocate();
  const towards = (address: string, port: number): readonly [number, Buffer] => [
    stunAttributes.xorPeerAddress,
    encodeXorAddress({ address, port }),
  ];
  expect(errorOf(await client.ask(stunMethods.createPermission, [towards('192.0.2.7', 53)]))).toBe(403);
  expect(
    errorOf(
      await client.ask(stunMethods.channelBind, [
        towards('10.0.0.1', 53),
        [stunAttributes.channelNumber, Buffer.from([0x40, 0, 0, 0])],
      ]),
    ),
  ).toBe(403);
  expect(await client.ask(stunMethods.createPermission, [towards('127.0.0.1', 9)])).toMatchObject({
    class: 'success',
  });
  // A port of this machine that is not the forwarder's: the packet goes nowhere. The second listener shows that both
  // would have been heard.
  const victim = createSocket('udp4');
  victim.bind(0, '127.0.0.1');
  await once(victim, 'listening');
  const heard: string[] = [];
  victim.on('message', (packet) => heard.push(packet.toString()));
  client.send(
    encodeStun({
      method: stunMethods.send,
      class: 'indication',
      transactionId: randomBytes(12),
      attributes: [
        towards('127.0.0.1', victim.address().port),
        [stunAttributes.data, Buffer.from('relayed')],
      ],
    }),
  );
  // The relay answers in order, so once this is answered the indication has been dealt with.
  await client.ask(stunMethods.refresh);
  const sentinel = createSocket('udp4');
  sentinel.send('direct', victim.address().port, '127.0.0.1');
  await once(victim, 'message');
  expect(heard).toEqual(['direct']);
  for (const socket of [victim, sentinel, client]) socket.close();
});

test('rubbish is ignored; quotas hold; a session that ends takes its allocations along', async () => {
  await using emulator = await startAliyunEmulator({
    limits: { allocationsPerSession: 2 },
    timings: { joinTimeoutMs: 400 },
  });
  const { username, alice } = await admitted(emulator);
  const clients = [1, 2, 3].map(() => new TurnClient(emulator, username));
  const outcomes: number[] = [];
  for (const client of clients) {
    for (const rubbish of [
      Buffer.alloc(0),
      randomBytes(19),
      Buffer.from([0x40, 0]),
      Buffer.concat([rfc5769, Buffer.alloc(3)]),
    ])
      client.send(rubbish);
    await client.ask(stunMethods.allocate, [], false);
    outcomes.push(errorOf(await client.allocate()));
  }
  expect(outcomes).toEqual([0, 0, 486]);
  for (const client of clients.slice(0, 1)) expect(errorOf(await client.allocate())).toBe(437);
  await emulator.waitFor(({ name, userId }) => name === 'session-forgotten' && userId === alice.auth.userid);
  expect(emulator.usage().allocations).toBe(0);
  for (const client of clients) client.close();
});
