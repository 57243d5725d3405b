import { findTurnServer, startTurnServer, turnRemedy, type TurnServer } from '@jackfield/turn-server';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { hears, moves, sees } from './support/expectations.ts';
import { Lab, type Tab } from './support/lab.ts';
import { describeWith } from './support/not-run.ts';
import { startSignalling, type TestSignalling } from './support/start-signalling.ts';

const ann = { room: 'room', userId: 'ann', hue: 0, tone: 500, publish: ['camera', 'microphone'] } as const;
const bob = { room: 'room', userId: 'bob', hue: 240, tone: 1200, publish: ['camera', 'microphone'] } as const;

const need = {
  what: 'calls through a TURN server alone',
  isHere: findTurnServer() !== undefined,
  remedy: turnRemedy,
};

describeWith(need, () => {
  let lab: Lab;
  let turn: TurnServer;
  let server: TestSignalling;
  beforeAll(async () => {
    lab = await Lab.open();
    turn = await startTurnServer();
  });
  afterAll(async () => {
    await lab.close();
    await turn.stop();
  });
  beforeEach(async () => {
    server = await startSignalling();
  });
  afterEach(async (context) => {
    if (context.task.result?.state === 'fail') console.log(turn.log());
    await lab.clear();
    await server.close();
  });

  async function join(iceServers: readonly RTCIceServer[]): Promise<readonly [Tab, Tab]> {
    const [one, other] = await lab.tabs(2);
    if (!one || !other) throw new Error('There are tabs missing.');
    const options = { iceServers, iceTransportPolicy: 'relay' } as const;
    await one.rig('join', { ...ann, url: server.url, options });
    await other.rig('join', { ...bob, url: server.url, options });
    return [one, other];
  }

  /** The message of the `ice-failed` that somebody gets for want of a way. */
  async function failure(tab: Tab, userId: string): Promise<string> {
    await tab.rig('waitFact', 'subscriptionFailed', { remoteId: userId, error: 'ice-failed' }, 20_000);
    const { code, message } = (await tab.rig('failures'))[0] ?? {};
    expect(code).toBe('ice-failed');
    return message ?? '';
  }

  test.each(['udp', 'tcp'] as const)('a call goes over relays on both sides, reached by %s', async (way) => {
    const [one, other] = await join([{ urls: turn[way], ...turn.credential('someone', 600) }]);
    await sees(other, 'ann', ann.hue);
    await sees(one, 'bob', bob.hue);
    await hears(other, 'ann', ann.tone);
    await hears(one, 'bob', bob.tone);
    await moves(one, 'bob');
    const relayed = { local: 'relay', remote: 'relay', relayProtocol: way };
    expect((await one.rig('measure', 'bob')).path).toEqual(relayed);
    expect((await other.rig('measure', 'ann')).path).toEqual(relayed);
    // Messages take the same way.
    await one.rig('message', 'chat', 'hello');
    await other.rig('waitFact', 'messageReceived', { text: 'hello' }, 2000);
  });

  test('a wrong password is said, with the server that refused it', async () => {
    await isRefused({ ...turn.credential('someone', 600), credential: 'wrong' });
  });

  test(
    'a credential that has ended is said, with the server that refused it',
    { tags: ['long'] },
    async () => {
      await isRefused(turn.credential('someone', -60));
    },
  );

  async function isRefused(credential: ReturnType<typeof turn.credential>): Promise<void> {
    const [one, other] = await join([{ urls: turn.udp, ...credential }]);
    const words =
      'No way to this participant was found. ' +
      `${turn.udp} refused the username and credential that iceServers gives (401 Unauthorized.).`;
    expect(await failure(one, 'bob')).toBe(words);
    expect(await failure(other, 'ann')).toBe(words);
    expect((await one.rig('see', 'bob', 'camera')).frames).toBe(0);
    expect((await one.rig('measure', 'bob')).path).toBeUndefined();
  }

  test('relay only without a TURN server is said', async () => {
    const [one] = await join([]);
    expect(await failure(one, 'bob')).toBe(
      'No way to this participant was found. iceTransportPolicy is "relay", and iceServers has no TURN server.',
    );
  });
});
