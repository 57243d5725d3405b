import { HostedRooms } from '../src/host/hosted-rooms.ts';
import {
  hostileRequest as requestWith,
  oddJson,
  oddObject,
  type HostileRequest,
} from '@jackfield/hostile-input';
import type { ClientFrame } from '../../../packages/adapter-p2p/src/protocol/client-frames.ts';
import fc from 'fast-check';
import { createHostPolicy } from '../src/http/allowed-hosts.ts';
import { createClientCookie } from '../src/http/client-cookie.ts';
import { createApp } from '../src/create-app.ts';

/** Fields of frames and of requests for tokens as they should be. */
const honest = {
  protocol: '1',
  room: '"hostile"',
  userId: '"eve"',
  displayName: '"Eve"',
  state: '{"revision":1,"sources":[]}',
  // Replaced by the id of somebody who is there.
  to: '"SOMEBODY"',
  payload: '{"a":1}',
  request: '1',
  received: '0',
  credential: '"x"',
  session: '"x"',
  action: '"mute"',
  target: '"SOMEBODY"',
  source: '"camera"',
  provider: '"p2p"',
  reason: '"join"',
} as const;

type Field = keyof typeof honest;

const fieldsOf = {
  join: ['protocol', 'room', 'userId', 'displayName', 'credential', 'state'],
  resume: ['protocol', 'session', 'received'],
  signal: ['to', 'payload'],
  state: ['request', 'state'],
  profile: ['request', 'displayName'],
  renew: ['request', 'credential'],
  moderate: ['request', 'action', 'target', 'source'],
  heartbeat: ['received'],
  leave: [],
} as const satisfies Readonly<Record<ClientFrame['type'], readonly Field[]>>;

const withFields = (names: readonly Field[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, honest[name]]));

const frames = Object.entries(fieldsOf).map(([type, names]) =>
  oddObject({ type: JSON.stringify(type), ...withFields(names) }),
);

/** What is sent on a signalling socket. */
export const hostileFrame: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 6, arbitrary: fc.oneof(...frames) },
  { weight: 2, arbitrary: oddJson },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 2000 }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2000 }) },
);

/** Every path that the server answers on its own, from the server itself: none can be missed. */
const ownPaths = [
  ...new Set(
    createApp({
      demoDirectory: '.',
      hosts: createHostPolicy({ host: '127.0.0.1', port: 1, allowedOrigins: [] }),
      cookie: createClientCookie({ secure: false }),
      trustedHops: 0,
      handOut: () => Promise.reject(new Error('nobody asks here')),
      host: {
        rooms: new HostedRooms(),
        moderators: new Map(),
        isInvited: () => true,
        isBound: () => true,
      },
      turn: undefined,
      offers: {},
      exceptions: {},
      ready: () => true,
      reportError: () => undefined,
    }).routes.map(({ path }) => path),
  ),
].filter((path) => !path.includes('*'));

/** Some of those of the emulator that is mounted in the same server: its own tests throw things at all of them. */
const emulatorPaths = [
  '/gslb/v1/allocate',
  '/gslb/v1/adapt',
  '/gslb/v1/stsupdate',
  ...['join', 'leave', 'publish', 'subscribe', 'answer'].map((name) => `/signaling/v1/${name}`),
  ...['icecandidate', 'status', 'response'].map((name) => `/signaling/v1/${name}?room=a&user=b`),
];

/** What is sent as a request. */
export const hostileRequest: fc.Arbitrary<HostileRequest> = requestWith({
  paths: [...ownPaths, '/token', '/signalling', '/assets/app-1a2b3c.js', ...emulatorPaths],
  body: oddObject(withFields(['provider', 'room', 'userId', 'displayName', 'reason'])),
});
