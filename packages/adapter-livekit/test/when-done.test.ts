import { expect, it } from 'vitest';
import { whenDone, type RestartEvents } from '../src/when-done.ts';

type EngineEvent = Parameters<RestartEvents['on']>[0];

function rig() {
  const listeners: (readonly [EngineEvent, () => void])[] = [];
  const engine: RestartEvents = { on: (event, listener) => listeners.push([event, listener]) };
  let told = 0;
  const reconnected = whenDone(engine, () => {
    told += 1;
  });
  return {
    reconnected,
    told: () => told,
    engine: (event: EngineEvent) => {
      for (const [name, listener] of listeners) if (name === event) listener();
    },
  };
}

it('tells at once of a connection that was not built anew', () => {
  const { reconnected, told } = rig();
  reconnected();
  expect(told()).toBe(1);
});

it('tells at once where the engine was done first', () => {
  const { reconnected, told, engine } = rig();
  engine('restarting');
  engine('restarted');
  expect(told()).toBe(0);
  reconnected();
  expect(told()).toBe(1);
});

it('waits for the engine where the SDK speaks too early', () => {
  const { reconnected, told, engine } = rig();
  engine('restarting');
  reconnected();
  expect(told()).toBe(0);
  engine('restarted');
  expect(told()).toBe(1);
  reconnected();
  expect(told()).toBe(2);
});

it('forgets what an attempt that failed after all had said', () => {
  const { reconnected, told, engine } = rig();
  engine('restarting');
  reconnected();
  engine('restarting');
  engine('restarted');
  expect(told()).toBe(0);
  reconnected();
  expect(told()).toBe(1);
});
