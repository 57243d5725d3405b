import { describe, expect, it } from 'vitest';
import type { Offers } from '../../src/capture/offer.ts';
import { createGate } from '../../src/capture/gate.ts';
import { createConnection } from '../../src/leg/connection.ts';
import { createPublishers } from '../../src/leg/publishers.ts';
import { createWishes } from '../../src/leg/wishes.ts';
import { createStore } from '../../src/state/store.ts';
import { reduce } from '../../src/state/reduce.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import { defaultTimeouts } from '../../src/timing/timeouts.ts';
import { createStubVendor, type StubVendor } from '../session/stub-vendor.ts';

/** A connection with nothing on offer, over a vendor that tells what it was asked. */
function createRig(able: Parameters<typeof createStubVendor>[0] = {}) {
  const world = createFakeEnvironment();
  const { environment, clock } = world;
  const store = createStore(environment);
  store.extend({ reduce, run: () => undefined });
  const vendor: StubVendor = createStubVendor(able);
  const nothing = { offer: () => undefined, gate: createGate({}) };
  const offers: Offers = { microphone: nothing, camera: nothing, screen: nothing, 'screen-audio': nothing };
  const facts: string[] = [];
  const connection = createConnection({
    adapter: vendor.adapter,
    environment,
    generation: 4,
    store,
    timeouts: defaultTimeouts,
    wishes: createWishes({ clock, mode: 'auto', changed: () => undefined, spoke: () => undefined }),
    publishers: createPublishers({
      environment,
      store,
      offers,
      quality: { of: {} },
      ms: defaultTimeouts.publish,
    }),
    fact: ({ type }) => facts.push(type),
  });
  return { ...world, vendor, connection, facts };
}

describe('a connection', () => {
  it('holds everything of one vendor, under the number of its leg', () => {
    const { connection, vendor } = createRig();
    expect(connection.adapter).toBe(vendor.adapter);
    expect(connection.leg.generation).toBe(4);
  });

  it('has sound of its own only where the SDK plays by itself', () => {
    expect(createRig({ remoteAudio: 'tracks' }).connection.sound).toBeUndefined();
    expect(createRig({ remoteAudio: 'sdk-played' }).connection.sound).toBeDefined();
  });

  it('waits for nothing once it has ended, not even for what is set later', async () => {
    const { connection, clock } = createRig({ renewCredential: true });
    const ran: string[] = [];
    connection.timers.set('restart', 1000, () => ran.push('restart'));
    connection.credential.schedule(60_000);
    expect(clock.pending).toBeGreaterThan(0);
    connection.end();
    connection.timers.set('late', 1000, () => ran.push('late'));
    expect(clock.pending).toBe(0);
    await clock.advance(120_000);
    expect(ran).toEqual([]);
  });
});
