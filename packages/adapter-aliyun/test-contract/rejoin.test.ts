import { createSession, type RtcSession } from '@jackfield/core';
import { createFakeEnvironment, type FakeEnvironment } from '@jackfield/core/testing';
import { expect, it } from 'vitest';
import { aliyun, type AliyunCredential } from '../src/index.ts';
import { doubleCredential } from './double/double-credential.ts';
import { DoubleConnection } from './double/double-sender.ts';
import { DoubleEngine } from './double/double-engine.ts';
import { DoubleService } from './double/service.ts';

Object.assign(globalThis, { RTCPeerConnection: DoubleConnection });

interface Lost {
  readonly session: RtcSession;
  readonly page: FakeEnvironment;
  readonly service: DoubleService;
  readonly engines: readonly DoubleEngine[];
  readonly asked: readonly string[];
}

interface LostInit {
  /** The answer of the app's server to the credential for the way back. */
  readonly answer?: (first: AliyunCredential) => Promise<AliyunCredential>;
  /** The time since the signalling was lost, milliseconds. */
  readonly ms?: number;
}

/** A call whose signalling is lost. */
async function lost({
  answer = (first) => Promise.resolve(first),
  ms = 4_000,
}: LostInit = {}): Promise<Lost> {
  const page = createFakeEnvironment();
  const service = new DoubleService(page.clock);
  const engines: DoubleEngine[] = [];
  class PageEngine extends DoubleEngine {
    constructor() {
      super(service, page.tracks);
      engines.push(this);
    }
  }
  const first = doubleCredential({ room: 'studio', userId: 'ann' });
  const asked: string[] = [];
  const adapter = aliyun({
    credential({ reason }) {
      asked.push(reason);
      return reason === 'join' ? Promise.resolve(first) : answer(first);
    },
    sdk: () => Promise.resolve(PageEngine),
  });
  // The driver is loaded in real time; from here on the page's clock is the only one.
  await adapter.preload();
  const session = createSession(adapter, { environment: page.environment });
  const joining = session.join({ room: 'studio', userId: 'ann' });
  for (let round = 0; round < 20; round += 1) await page.clock.advance(1);
  await joining;
  const [engine] = engines;
  if (!engine) throw new Error('No engine was made.');
  engine.loseSignalling();
  // The service has noticed, too.
  service.remove('studio', engine);
  await pass(page, ms);
  return { session, page, service, engines, asked };
}

async function pass({ clock }: FakeEnvironment, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 100) await clock.advance(100);
}

async function settled(page: FakeEnvironment, work: Promise<unknown>): Promise<void> {
  const open = new Set([work]);
  const done = work.finally(() => open.clear());
  for (let round = 0; round < 100 && open.size > 0; round += 1) await page.clock.advance(100);
  await done;
}

it('joins again with a new credential after a loss', async () => {
  const { session, asked } = await lost();
  expect(session.state.status).toBe('joined');
  expect(asked).toEqual(['join', 'reconnect']);
});

it('says that the credential expired, where the one for the way back has', async () => {
  const { session } = await lost({ answer: (first) => Promise.resolve({ ...first, timestamp: 1 }) });
  expect(session.state).toMatchObject({
    status: 'ended',
    reason: 'credential-expired',
    error: { code: 'credential-expired' },
  });
});

it('a leave while the way back in is not answered leaves nobody, and the engine serves no other call', async () => {
  const { session, page, service, engines } = await lost({ ms: 0 });
  const release = service.hold('join');
  await pass(page, 4_000);
  expect(session.state.status).toBe('reconnecting');
  await settled(page, session.leave());
  expect(service.members('studio')).toEqual([]);
  release();
  await pass(page, 4_000);
  expect(service.members('studio')).toEqual([]);
  expect(engines.filter(({ polling }) => polling)).toEqual([]);
  await settled(page, session.join({ room: 'studio', userId: 'ann' }));
  expect(engines).toHaveLength(2);
});

it('a leave while it goes out to come in again does not end the next call', async () => {
  const { session, page, service, engines } = await lost({ ms: 100 });
  await settled(page, session.leave());
  await settled(page, session.join({ room: 'studio', userId: 'ann' }));
  await pass(page, 4_000);
  expect(session.state.status).toBe('joined');
  expect(service.members('studio')).toHaveLength(1);
  expect(engines.filter(({ polling }) => polling)).toHaveLength(1);
  // The first one has not answered its leave.
  expect(engines).toHaveLength(2);
});
