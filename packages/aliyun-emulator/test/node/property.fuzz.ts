import {
  hammer,
  hammerTimeoutMs,
  hostileDatagram,
  hostileRequest,
  oddObject,
  requestText,
  sendBytes,
  sendDatagram,
} from '@jackfield/hostile-input';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { controlActions } from '../../src/control/actions.ts';
import { startAliyunEmulator } from '../../src/index.ts';
import { routePaths } from '../../src/signalling/routes.ts';
import { PlainClient } from '../support/plain-client.ts';
import { TalkingPeer } from '../support/talking-peer.ts';

const mebibyte = 2 ** 20;

const offer = JSON.stringify({ type: 'offer', sdp: 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n' });
const stream = JSON.stringify({
  mslabel: 'm',
  label: 'sophon_audio',
  type: 'audio',
  state: 'active',
  alias: 'a',
});

const service = hostileRequest({
  // QUERY is what admits Eve's session: she is somebody who was let in.
  paths: [...routePaths.map((path) => `${path}?QUERY&tid=t1&callid=c1&callee=c2`), ...routePaths],
  body: oddObject({
    jsep: offer,
    streams: `[${stream}]`,
    configure: '{}',
    candidate: '{"candidate":"candidate:1 1 udp 1 127.0.0.1 9 typ relay","sdpMid":"0","sdpMLineIndex":0}',
    completed: 'false',
    event: '"statusreport"',
    status: '{"userId":"eve","status":"0"}',
    role: '"host"',
  }),
});

/** Whoever has the token may end calls: these do, and are not tried on those that go on. */
const powers = /suspend|resume|turn\/|faults$/u;
const controlPaths = [...controlActions.keys()].map((action) => action.split(' ')[1] ?? '');
const controlBody = oddObject({
  room: '"hostile"',
  userId: '"eve"',
  id: '"f1"',
  kind: '"delay"',
  request: '"join"',
  event: '"join"',
  action: '"lose"',
  ms: '5',
  loss: '0.5',
  delayMs: '1',
  detail: '{"a":1}',
  camera: '{"colour":"green"}',
  microphone: '{"toneHz":440}',
});

const attack = fc.oneof(
  fc.record({ service }),
  fc.record({ control: hostileRequest({ paths: controlPaths, body: controlBody }) }),
  fc.record({
    steering: hostileRequest({ paths: controlPaths.filter((path) => !powers.test(path)), body: controlBody }),
  }),
  fc.record({
    port: fc.constantFrom('service' as const, 'control' as const),
    bytes: fc.uint8Array({ maxLength: 3000 }),
  }),
  fc.record({ turn: hostileDatagram }),
  fc.record({ media: hostileDatagram, which: fc.nat(3) }),
);

test(
  'whatever strangers send to any port, two people talk on, and memory stays bounded',
  async () => {
    await using emulator = await startAliyunEmulator({
      controlToken: 'token',
      limits: { sessions: 20 },
      videoCodecs: ['VP8'],
    });
    const ports = {
      service: Number(new URL(emulator.url).port),
      control: Number(new URL(emulator.controlUrl ?? '').port),
      turn: Number(emulator.turnUrl.split(':').at(-1)),
    };
    const ann = new TalkingPeer(emulator, await PlainClient.joined(emulator, 'calm', 'ann'));
    const bob = new TalkingPeer(emulator, await PlainClient.joined(emulator, 'calm', 'bob'));
    const mediaPorts = [...(await ann.publish()), ...(await bob.subscribe('ann'))];
    const eve = PlainClient.in(emulator, 'hostile', 'eve');
    const { attacks, held, taken } = await hammer({
      attack,
      async throwIt(what, from) {
        if ('service' in what) {
          await eve.allocate();
          const path = what.service.path.replace('QUERY', eve.query());
          await sendBytes(
            { port: ports.service, from },
            requestText(ports.service, { ...what.service, path }),
          );
        } else if ('control' in what) {
          await sendBytes({ port: ports.control, from }, requestText(ports.control, what.control));
        } else if ('steering' in what) {
          const header = 'Authorization: Bearer token';
          await sendBytes(
            { port: ports.control, from },
            requestText(ports.control, { ...what.steering, header }),
          );
        } else if ('bytes' in what) await sendBytes({ port: ports[what.port], from }, what.bytes);
        else if ('turn' in what) await sendDatagram({ port: ports.turn, from }, what.turn);
        else await sendDatagram({ port: mediaPorts[what.which % mediaPorts.length] ?? 0, from }, what.media);
        // A request that met a defect is answered, and counted.
        expect(emulator.counts()['request failed'] ?? 0).toBe(0);
      },
      talk: (round) => ann.say(`round ${String(round)}`, bob),
    });
    expect(attacks).toBeGreaterThan(100);
    expect(held).toBeLessThan(100 * mebibyte);
    // Between two collections there may be much more, and yet never what a single input could ask for.
    expect(taken).toBeLessThan(1024 * mebibyte);
    expect(emulator.sessions().filter(({ room }) => room === 'calm')).toHaveLength(2);
    expect(emulator.usage().sessions).toBeLessThanOrEqual(20);
    await Promise.all([ann.close(), bob.close()]);
  },
  hammerTimeoutMs,
);
