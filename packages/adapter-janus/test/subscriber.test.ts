import { createFakeClock } from '@jackfield/core/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { People } from '../src/call/people.ts';
import type { Fields } from '../src/client/fields.ts';
import { JanusHandle } from '../src/client/janus-handle.ts';
import { Subscriber } from '../src/media/subscriber.ts';

const nothing = (): void => undefined;
const { signal } = new AbortController();

/** A connection that takes every description, and receives nothing. */
class Connection extends EventTarget {
  readonly connectionState = 'connected';
  readonly signalingState = 'stable';
  readonly remoteDescription = null;
  readonly localDescription = { toJSON: () => ({ type: 'answer', sdp: '' }) };
  readonly setLocalDescription = (): Promise<void> => Promise.resolve();
  readonly setRemoteDescription = (): Promise<void> => Promise.resolve();
  readonly getTransceivers = (): readonly [] => [];
  readonly close = nothing;
}

beforeEach(() => {
  vi.stubGlobal('RTCPeerConnection', Connection);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** Somebody whose camera has layers, and a server that answers as `answer` says. */
function setUp(answer: (body: Fields) => Promise<Fields>) {
  const camera = { type: 'video', mid: '0', description: 'camera', simulcast: true };
  const asked: Fields[] = [];
  const clock = createFakeClock();
  let says: (message: Fields) => void = nothing;
  const sink = {
    participantJoined: nothing,
    participantUpdated: nothing,
    participantLeft: nothing,
    sourceMuted: nothing,
    remoteTrack: nothing,
    subscriptionFailed: nothing,
  };
  const people = new People(sink);
  people.take({ publishers: [{ id: 'ann', display: 'Ann', streams: [camera] }] });
  const person = people.byUser('ann');
  if (!person) throw new Error('Nobody is there.');
  const handle = new JanusHandle(1, {
    isOpen: () => true,
    tell: nothing,
    forget: nothing,
    request: ({ body }) => {
      asked.push(body as Fields);
      return answer(body as Fields);
    },
  });
  const subscriber = new Subscriber({
    environment: { RTCPeerConnection },
    iceServers: [],
    failed: nothing,
    people,
    sink,
    join: { request: 'join' },
    clock,
    attach: (listener) => {
      says = listener;
      return Promise.resolve(handle);
    },
    hungUp: nothing,
  });
  const configured = (): readonly Fields[] => asked.filter(({ request }) => request === 'configure');
  const came = (substream: number): void => {
    says({ janus: 'event', plugindata: { data: { videoroom: 'event', mid: '0', substream } } });
  };
  return { subscriber, person, configured, clock, came };
}

const offer = {
  jsep: { type: 'offer', sdp: '' },
  plugindata: { data: { streams: [{ mid: '0', active: true, feed_id: 'ann', feed_mid: '0' }] } },
};
const small = [{ source: 'camera', size: { width: 160, height: 90 } }] as const;

it('asks again for a layer that was not answered', async () => {
  let refused = 0;
  const { subscriber, person, configured } = setUp(({ request }) => {
    if (request !== 'configure') return Promise.resolve(offer);
    refused += 1;
    return refused === 1 ? Promise.reject(new Error('The socket is lost.')) : Promise.resolve({});
  });
  await expect(subscriber.want(person, small, signal)).rejects.toThrow('The socket is lost.');
  await subscriber.refresh(signal);
  await subscriber.refresh(signal);
  const layer = { request: 'configure', streams: [{ mid: '0', substream: 0 }] };
  expect(configured()).toEqual([layer, layer]);
});

it('asks for a layer until the server says that it has come', async () => {
  const { subscriber, person, configured, clock, came } = setUp(({ request }) =>
    Promise.resolve(request === 'configure' ? {} : offer),
  );
  await subscriber.want(person, small, signal);
  expect(configured()).toHaveLength(1);
  await clock.advance(1_000);
  expect(configured()).toHaveLength(2);
  // Another one than the wanted one.
  came(2);
  await clock.advance(2_000);
  expect(configured()).toHaveLength(3);
  expect(new Set(configured().map((each) => JSON.stringify(each))).size).toBe(1);
  came(0);
  await clock.advance(60_000);
  expect(configured()).toHaveLength(3);
});

it('asks no more for a layer that its sender does not send, or once it is closed', async () => {
  const { subscriber, person, configured, clock } = setUp(({ request }) =>
    Promise.resolve(request === 'configure' ? {} : offer),
  );
  await subscriber.want(person, small, signal);
  await clock.advance(300_000);
  expect(configured()).toHaveLength(6);
  await subscriber.want(person, [{ source: 'camera', size: { width: 1280, height: 720 } }], signal);
  expect(configured()).toHaveLength(7);
  subscriber.close();
  await clock.advance(300_000);
  expect(configured()).toHaveLength(7);
});
