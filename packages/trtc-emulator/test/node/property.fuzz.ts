import { once } from 'node:events';

import {
  hammer,
  hammerTimeoutMs,
  hostileDatagram,
  hostileRequest,
  oddJson,
  oddObject,
  requestText,
  sendBytes,
  sendDatagram,
  untilClosed,
} from '@jackfield/hostile-input';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';

import { controlActions } from '../../src/control/actions.ts';
import { startTrtcEmulator, type TrtcEmulator } from '../../src/index.ts';
import { bytesField } from '../../src/wire/channel-message.ts';
import { answerNumbers } from '../../src/wire/commands.ts';
import { plainAbility } from '../support/plain-client.ts';
import { TalkingPeer } from '../support/talking-peer.ts';

const mebibyte = 2 ** 20;

/** Fields that a command reads, as they should be; a command that is not named here gets all of them. */
const honest = {
  roomId: '"hostile"',
  useStringRoomId: 'true',
  trtcRole: '20',
  trtcScene: '1',
  ability: JSON.stringify(plainAbility),
  audioSsrc: '11',
  bigVideoSsrc: '12',
  state: '{"audio":true}',
  muteState: '{}',
  audio: 'true',
  srcTinyId: '"SOMEBODY"',
  ssrc: '{"audioSsrc":21}',
  role: '20',
  cmdId: '1',
  [bytesField]: '"aGVsbG8="',
};

const commands = Object.keys(answerNumbers);
const command = fc
  .constantFrom(...commands)
  .chain((cmd) =>
    fc
      .tuple(
        oddObject(honest),
        fc.oneof({ weight: 5, arbitrary: fc.constant('7') }, { weight: 1, arbitrary: oddJson }),
      )
      .map(([data, seq]) => `{"cmd":${JSON.stringify(cmd)},"seq":${seq},"tinyId":"SOMEBODY","data":${data}}`),
  );
const frame: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 6, arbitrary: command },
  { weight: 1, arbitrary: oddObject({ cmd: '"join/v2"', seq: '1', data: '{}' }) },
  { weight: 1, arbitrary: oddJson },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 2000 }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2000 }) },
);

/** Whoever has the token may end calls: these do, and are not tried on those that go on. */
const powers = /suspend|resume|faults$/u;
const controlPaths = [...controlActions.keys()].map((action) => action.split(' ')[1] ?? '');
const controlBody = oddObject({
  room: '"hostile"',
  userId: '"eve"',
  id: '"f1"',
  kind: '"delay"',
  request: '"join/v2"',
  event: '"publishers"',
  action: '"lose"',
  ms: '5',
  loss: '0.5',
  delayMs: '1',
  closed: 'true',
  rtt: '5',
  cmdId: '1',
  text: '"hello"',
  camera: '{"colour":"green"}',
  microphone: '{"toneHz":440}',
});

const attack = fc.oneof(
  fc.record({ frames: fc.array(frame, { minLength: 1, maxLength: 4 }), joined: fc.boolean() }),
  fc.record({
    service: hostileRequest({ paths: ['/', '/v2/ws', '/v2/ws/?sdkAppId=x', '/?userId=%ff'], body: oddJson }),
  }),
  fc.record({ control: hostileRequest({ paths: controlPaths, body: controlBody }) }),
  fc.record({
    steering: hostileRequest({ paths: controlPaths.filter((path) => !powers.test(path)), body: controlBody }),
  }),
  fc.record({
    port: fc.constantFrom('service' as const, 'control' as const),
    bytes: fc.uint8Array({ maxLength: 3000 }),
  }),
  fc.record({ media: hostileDatagram, which: fc.nat(1) }),
);

/** Says this on a socket of its own, admitted or in a room too, and resolves when that socket is gone. */
async function sendFrames(
  emulator: TrtcEmulator,
  frames: readonly (string | Uint8Array)[],
  { joined, from, somebody }: { readonly joined: boolean; readonly from: string; readonly somebody: string },
): Promise<void> {
  const { sdkAppId, userSig } = emulator.credential({ room: 'hostile', userId: 'eve' });
  const query = new URLSearchParams({ sdkAppId: String(sdkAppId), userId: 'eve', userSig });
  const socket = new WebSocket(`${emulator.url}/?${query.toString()}`, { localAddress: from });
  socket.on('error', () => undefined);
  const closed = untilClosed(socket);
  await once(socket, 'open');
  if (joined) {
    const data = { roomId: 'hostile', useStringRoomId: true, trtcRole: 20, ability: plainAbility };
    socket.send(JSON.stringify({ cmd: 'join/v2', seq: 1, data }));
  }
  for (const each of frames)
    socket.send(typeof each === 'string' ? each.replaceAll('SOMEBODY', somebody) : each);
  // Costs the socket, where nothing did before.
  socket.send('no message');
  await closed;
}

test(
  'whatever strangers send to any port, two people talk on, and memory stays bounded',
  async () => {
    await using emulator = await startTrtcEmulator({
      controlToken: 'token',
      limits: { sessions: 20 },
      timings: { absenceMs: 200 },
    });
    const ports = {
      service: Number(new URL(emulator.url).port),
      control: Number(new URL(emulator.controlUrl ?? '').port),
    };
    const ann = await TalkingPeer.in(emulator, 'calm', 'ann');
    const bob = await TalkingPeer.in(emulator, 'calm', 'bob');
    await ann.publish();
    await bob.subscribe(ann);
    const mediaPorts = [ann.mediaPort, bob.mediaPort];
    const somebody = ann.client.tinyId;
    const { attacks, held, taken } = await hammer({
      attack,
      async throwIt(what, from) {
        if ('frames' in what) {
          await sendFrames(emulator, what.frames, { joined: what.joined, from, somebody });
        } else if ('service' in what) {
          await sendBytes({ port: ports.service, from }, requestText(ports.service, what.service));
        } else if ('control' in what) {
          await sendBytes({ port: ports.control, from }, requestText(ports.control, what.control));
        } else if ('steering' in what) {
          const header = 'Authorization: Bearer token';
          await sendBytes(
            { port: ports.control, from },
            requestText(ports.control, { ...what.steering, header }),
          );
        } else if ('bytes' in what) await sendBytes({ port: ports[what.port], from }, what.bytes);
        else await sendDatagram({ port: mediaPorts[what.which] ?? 0, from }, what.media);
        // A request that met a defect is answered, and counted.
        expect(emulator.counts()['request failed'] ?? 0).toBe(0);
      },
      talk: (round) => ann.say(`round ${String(round)}`, bob),
    });
    expect(attacks).toBeGreaterThan(100);
    expect(held).toBeLessThan(100 * mebibyte);
    // Between two collections there may be much more, and yet never what a single input could ask for.
    expect(taken).toBeLessThan(1024 * mebibyte);
    await expect
      .poll(() => emulator.sessions().map(({ userId }) => userId), { timeout: 5000 })
      .toEqual(['ann', 'bob']);
    expect(emulator.usage().sessions).toBe(2);
    await Promise.all([ann.close(), bob.close()]);
  },
  hammerTimeoutMs,
);
