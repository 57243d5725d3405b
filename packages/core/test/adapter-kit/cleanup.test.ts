import { createCleanup, listenTo } from '@jackfield/core/adapter-kit';
import { expect, it } from 'vitest';

it('undoes everything once, the last first, whatever one of them throws', () => {
  const cleanup = createCleanup();
  const done: string[] = [];
  cleanup.add(() => done.push('first'));
  cleanup.add(() => {
    throw new Error('odd');
  });
  cleanup.add(() => done.push('last'));
  cleanup.run();
  cleanup.run();
  expect(done).toEqual(['last', 'first']);
});

it('undoes at once what is begun after the end', () => {
  const cleanup = createCleanup();
  cleanup.run();
  const done: string[] = [];
  cleanup.add(() => done.push('late'));
  expect(done).toEqual(['late']);
});

it('listens to several events, and to none of them after its undo', () => {
  interface Events {
    came: (name: string) => void;
    went: () => void;
    other: () => void;
  }
  const heard: string[] = [];
  const listeners = new Map<keyof Events, Events[keyof Events]>();
  const emitter = {
    on<Name extends keyof Events>(name: Name, listener: Events[Name]) {
      listeners.set(name, listener);
    },
    off<Name extends keyof Events>(name: Name, listener: Events[Name]) {
      if (listeners.get(name) === listener) listeners.delete(name);
    },
  };
  const undo = listenTo<Events>(emitter, {
    came: (name) => heard.push(name),
    went: () => heard.push('went'),
  });
  expect([...listeners.keys()]).toEqual(['came', 'went']);
  listeners.get('came')?.('ada');
  expect(heard).toEqual(['ada']);
  undo();
  expect(listeners.size).toBe(0);
});
