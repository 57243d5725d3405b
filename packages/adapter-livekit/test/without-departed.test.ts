import { expect, it } from 'vitest';
import { withoutDeparted } from '../src/without-departed.ts';

it('what a worker says of somebody who has gone is told without them, and everything else as it is', () => {
  const worker = new EventTarget();
  withoutDeparted(worker, (identity) => identity === 'ann');
  const heard: unknown[] = [];
  worker.addEventListener('message', (event) => heard.push((event as MessageEvent<unknown>).data));
  const say = (data: unknown): boolean => worker.dispatchEvent(new MessageEvent('message', { data }));
  const ann = { kind: 'enable', data: { enabled: true, participantIdentity: 'ann' } };
  const initAck = { kind: 'initAck', data: { enabled: true } };
  say(ann);
  say(initAck);
  say('anything');
  say({ kind: 'enable', data: { enabled: true, participantIdentity: 'gone' } });
  expect(heard).toEqual([ann, initAck, 'anything', { kind: 'enable', data: { enabled: true } }]);
});
