import { createSession, type RtcSession } from '@jackfield/core';
import { createFakeEnvironment, type FakeEnvironment } from '@jackfield/core/testing';
import { expect, it } from 'vitest';
import { aliyun, type AliyunCredential } from '../src/index.ts';
import { doubleCredential } from './double/double-credential.ts';
import { DoubleConnection } from './double/double-sender.ts';
import { DoubleEngine } from './double/double-engine.ts';
import { DoubleService } from './double/service.ts';

Object.assign(globalThis, { RTCPeerConnection: DoubleConnection });

/** A call whose signalling is lost; what the app's server answers to the credential for the way back is given. */
async function lost(answer: (first: AliyunCredential) => Promise<AliyunCredential>): Promise<{
  readonly session: RtcSession;
  readonly page: FakeEnvironment;
  readonly asked: readonly string[];
}> {
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
  engines.at(-1)?.loseSignalling();
  for (let round = 0; round < 40; round += 1) await page.clock.advance(100);
  return { session, page, asked };
}

it('joins again with a new credential after a loss', async () => {
  const { session, asked } = await lost((first) => Promise.resolve(first));
  expect(session.state.status).toBe('joined');
  expect(asked).toEqual(['join', 'reconnect']);
});

it('says that the credential expired, where the one for the way back has', async () => {
  const { session } = await lost((first) => Promise.resolve({ ...first, timestamp: 1 }));
  expect(session.state).toMatchObject({
    status: 'ended',
    reason: 'credential-expired',
    error: { code: 'credential-expired' },
  });
});
