import { expect, it } from 'vitest';
import { letPublishingEnd, stopSignalling } from '../src/engine/engine-internals.ts';

it('stopping closes every connection that the engine may have forgotten, and survives an engine without any', () => {
  const closed: string[] = [];
  const held = (name: string): object => ({
    conn: {
      close() {
        closed.push(name);
      },
    },
  });
  stopSignalling({
    _channelInfo: { self: held('own'), _users: { bob: held('bob'), zoe: null, yan: { conn: null } } },
  });
  expect(closed).toEqual(['own', 'bob']);
  stopSignalling({});
  stopSignalling({ _channelInfo: {}, _signalingManager: { _signaling: null } });
});

it('an engine that waits for an address of a publication that is over waits no more', () => {
  const given: unknown[][] = [];
  class Self {
    _startPublish(_offer: unknown, candidates: unknown[]): Promise<unknown> {
      given.push(candidates);
      return Promise.resolve();
    }
  }
  const self = new Self();
  const engine = { _channelInfo: { self } };
  letPublishingEnd(engine)();
  const end = letPublishingEnd(engine);
  const none: unknown[] = [];
  const some: unknown[] = ['an address'];
  void self._startPublish('offer', none);
  end();
  expect([given.length, none]).toEqual([1, [{}]]);
  const endNext = letPublishingEnd(engine);
  void self._startPublish('offer', some);
  endNext();
  expect([given.length, some]).toEqual([2, ['an address']]);
  letPublishingEnd({})();
});
