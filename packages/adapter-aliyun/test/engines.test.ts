import { createFakeEnvironment } from '@jackfield/core/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DoubleEngine } from '../test-contract/double/double-engine.ts';
import { DoubleService } from '../test-contract/double/service.ts';
import { createEngines, type Engines } from '../src/engine/engines.ts';
import type { AliEngineConstructor } from '../src/engine/port.ts';
import type { AliRtcSupport } from '../src/sdk-types/options.ts';

/** What the SDK was asked about the browser. */
const looks: unknown[] = [];
const theirs = (): void => undefined;
const own = (): void => undefined;
const mediaDevices: { ondevicechange: (() => void) | null } = { ondevicechange: own };
let answer: () => Promise<void>;

const { clock, tracks } = createFakeEnvironment();
const service = new DoubleService(clock);

/** It does to the page what the SDK was measured to do. */
class PageEngine extends DoubleEngine {
  constructor() {
    super(service, tracks);
    mediaDevices.ondevicechange = theirs;
  }

  override isSupport(options?: object): Promise<AliRtcSupport> {
    looks.push(options);
    new RTCPeerConnection();
    return answer().then(() => super.isSupport());
  }
}

class Connection {
  static readonly open: Set<Connection> = new Set();

  constructor() {
    Connection.open.add(this);
  }

  close(): void {
    Connection.open.delete(this);
  }
}

function engines(): Engines {
  const Engine: AliEngineConstructor = PageEngine;
  return createEngines(() => Promise.resolve(Engine));
}

beforeEach(() => {
  looks.length = 0;
  Connection.open.clear();
  answer = () => Promise.resolve();
  mediaDevices.ondevicechange = own;
  vi.stubGlobal('navigator', { mediaDevices });
  vi.stubGlobal('RTCPeerConnection', Connection);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it('gives the page its listener for devices back, which an engine takes', async () => {
  await engines().take();
  expect(mediaDevices.ondevicechange).toBe(own);
});

it('looks at the browser once, as one that only receives and with the options of the engine, and closes what that opened', async () => {
  const pool = engines();
  const [first, second] = [await pool.take(), await pool.take()];
  expect(first).not.toBe(second);
  expect(looks).toEqual([{ customPlay: true, isReceiveOnly: true }]);
  expect(Connection.open.size).toBe(0);
  expect(RTCPeerConnection).toBe(Connection);
});

it('joins in a browser that the SDK does not know', async () => {
  answer = () => Promise.reject(new Error('This browser is not known.'));
  await expect(engines().take()).resolves.toBeInstanceOf(PageEngine);
});

it('looks again after a look that could not be done, with the same engine', async () => {
  const pool = engines();
  answer = () => {
    throw new Error('The page is closing.');
  };
  await expect(pool.take()).rejects.toThrow('The page is closing.');
  expect(Connection.open.size).toBe(0);
  answer = () => Promise.resolve();
  const engine = await pool.take();
  pool.give(engine);
  await expect(pool.take()).resolves.toBe(engine);
  expect(looks).toHaveLength(2);
});
