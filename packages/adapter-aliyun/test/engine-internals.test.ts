import { expect, it } from 'vitest';
import { stopSignalling } from '../src/engine/engine-internals.ts';

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
