import { listenTo } from '@jackfield/core/adapter-kit';
import { expect, it } from 'vitest';

interface Events {
  came: (name: string) => void;
  went: () => void;
  other: () => void;
}

/** A vendor's object with `on` and `off`, of many listeners a name. */
function createEmitter() {
  const listeners: (readonly [keyof Events, Events[keyof Events]])[] = [];
  return {
    names: () => listeners.map(([name]) => name),
    emit(name: keyof Events, about: string) {
      for (const [known, listener] of [...listeners]) if (known === name) listener(about);
    },
    on<Name extends keyof Events>(name: Name, listener: Events[Name]) {
      listeners.push([name, listener]);
    },
    off<Name extends keyof Events>(name: Name, listener: Events[Name]) {
      const index = listeners.findIndex(([known, given]) => known === name && given === listener);
      if (index >= 0) listeners.splice(index, 1);
    },
  };
}

it('listens to several events, and to none of them after its undo', () => {
  const emitter = createEmitter();
  const heard: string[] = [];
  const undo = listenTo<Events>(emitter, {
    came: (name) => heard.push(name),
    went: () => heard.push('went'),
  });
  expect(emitter.names()).toEqual(['came', 'went']);
  emitter.emit('came', 'ada');
  emitter.emit('went', 'ada');
  emitter.emit('other', 'ada');
  expect(heard).toEqual(['ada', 'went']);
  undo();
  emitter.emit('came', 'bob');
  expect([emitter.names(), heard]).toEqual([[], ['ada', 'went']]);
});

it('takes off its own listeners alone, also twice', () => {
  const emitter = createEmitter();
  const heard: string[] = [];
  emitter.on('came', (name) => heard.push(`others ${name}`));
  const undo = listenTo<Events>(emitter, { came: (name) => heard.push(name) });
  undo();
  undo();
  emitter.emit('came', 'ada');
  expect(heard).toEqual(['others ada']);
});

it('keeps to the function that it listened with, whatever becomes of the object that it was given', () => {
  const emitter = createEmitter();
  const listeners: Partial<Events> = { came: () => undefined };
  const undo = listenTo<Events>(emitter, listeners);
  listeners.came = () => undefined;
  undo();
  expect(emitter.names()).toEqual([]);
});
