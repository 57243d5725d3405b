import { sinkOf, type DriverFact } from '@jackfield/contract';
import type { JoinRequest, RtcDriver } from '@jackfield/core/adapter';
import { createFakeEnvironment, type FakeEnvironment } from '@jackfield/core/testing';
import { aliyun } from '../src/index.ts';
import { doubleCredential } from '../test-contract/double/double-credential.ts';
import { DoubleConnection } from '../test-contract/double/double-sender.ts';
import { DoubleEngine } from '../test-contract/double/double-engine.ts';
import { DoubleService } from '../test-contract/double/service.ts';

Object.assign(globalThis, { RTCPeerConnection: DoubleConnection });

/** An engine that keeps what it was told. */
export class WatchedEngine extends DoubleEngine {
  /** Names of its calls, in order. */
  readonly calls: string[] = [];

  override joinChannel(...given: Parameters<DoubleEngine['joinChannel']>): Promise<void> {
    this.calls.push('join');
    return super.joinChannel(...given);
  }

  /** The real one blocks the page for a second. */
  dispose(): void {
    this.calls.push('dispose');
  }

  override leaveChannel(): Promise<void> {
    this.calls.push('leave');
    return super.leaveChannel();
  }
}

/** Drivers of one adapter in a page of their own. */
export interface DriverRig extends FakeEnvironment {
  readonly service: DoubleService;
  readonly engines: readonly WatchedEngine[];
  readonly facts: readonly DriverFact[];
  driver(): RtcDriver;
  request(signal?: AbortSignal): JoinRequest;
  /** Lets time pass in small steps, so that answers and what follows from them come in between. */
  pass(ms: number): Promise<void>;
}

export async function driverRig(): Promise<DriverRig> {
  const page = createFakeEnvironment();
  const service = new DoubleService(page.clock);
  const engines: WatchedEngine[] = [];
  const facts: DriverFact[] = [];
  class PageEngine extends WatchedEngine {
    constructor() {
      super(service, page.tracks);
      engines.push(this);
    }
  }
  const adapter = aliyun({
    credential: (request) => Promise.resolve(doubleCredential(request)),
    sdk: () => Promise.resolve(PageEngine),
  });
  await adapter.preload();
  return {
    ...page,
    service,
    engines,
    facts,
    driver: () =>
      adapter.createDriver(
        sinkOf((fact) => facts.push(fact)),
        page.environment,
      ),
    request: (signal = new AbortController().signal) => ({
      room: 'studio',
      userId: 'ann',
      displayName: 'Ann',
      role: undefined,
      local: [],
      purpose: 'main',
      signal,
    }),
    async pass(ms) {
      for (let passed = 0; passed < ms; passed += 5) await page.clock.advance(5);
    },
  };
}
