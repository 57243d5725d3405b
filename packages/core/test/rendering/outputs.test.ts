import { expect, it } from 'vitest';
import type { RemoteSourceKey } from '../../src/model/remote-source-key.ts';
import { createOutputs } from '../../src/rendering/outputs.ts';
import { createRig, type RenderingRig } from './rig.ts';

const microphoneOf = (participantId: string): RemoteSourceKey => ({ participantId, source: 'microphone' });
const heard = (rig: RenderingRig): number => rig.elements.audio.filter(({ audible }) => audible).length;

async function room(outputs: number): Promise<{ rig: RenderingRig; renderOf: (id: string) => string }> {
  const renders = new Map<string, string>();
  const rig = createRig({
    renderChanged: ({ participantId }, render) => renders.set(participantId, render),
  });
  rig.elements.outputs = outputs;
  for (const id of ['a', 'b', 'c', 'd', 'e']) rig.publish(microphoneOf(id));
  await rig.clock.settle();
  return { rig, renderOf: (id) => renders.get(id) ?? 'none' };
}

it('with fewer outputs than people the others say so, and nothing is mixed', async () => {
  const { rig, renderOf } = await room(3);
  expect(heard(rig)).toBe(3);
  expect(['a', 'b', 'c', 'd', 'e'].map(renderOf)).toEqual([
    'playing',
    'playing',
    'playing',
    'not-playing: outputs',
    'not-playing: outputs',
  ]);
  expect(rig.audioContexts).toEqual([]);
  expect(rig.reportedErrors).toEqual([]);
});

it('recent speakers play, in place of who has not spoken for longest', async () => {
  const { rig, renderOf } = await room(3);
  for (const id of ['a', 'b', 'c', 'e']) {
    rig.media.spoke(id);
    await rig.clock.settle();
  }
  expect(heard(rig)).toBe(3);
  expect(['a', 'b', 'c', 'd', 'e'].map(renderOf)).toEqual([
    'not-playing: outputs',
    'playing',
    'playing',
    'not-playing: outputs',
    'playing',
  ]);
});

it('who leaves makes room for who has spoken last', async () => {
  const { rig, renderOf } = await room(3);
  rig.media.spoke('e');
  rig.media.spoke('a');
  await rig.clock.settle();
  expect(renderOf('e')).toBe('playing');
  rig.media.remove('a');
  await rig.clock.settle();
  expect([heard(rig), ['b', 'c', 'd'].filter((id) => renderOf(id) === 'playing').length]).toEqual([3, 2]);
});

it('without a limit everybody plays', async () => {
  const { rig } = await room(Infinity);
  rig.media.spoke('e');
  await rig.clock.settle();
  expect(heard(rig)).toBe(5);
});

it('of those who play, whoever has not spoken for longest makes room, wherever they stand', async () => {
  const { rig, renderOf } = await room(3);
  for (const id of ['c', 'b', 'a', 'e']) rig.media.spoke(id);
  await rig.clock.settle();
  expect(['a', 'b', 'c', 'd', 'e'].filter((id) => renderOf(id) === 'playing')).toEqual(['a', 'b', 'e']);
});

it('of those who wait, whoever has spoken last gets what becomes free', async () => {
  const { rig, renderOf } = await room(3);
  for (const id of ['e', 'a', 'b', 'c']) rig.media.spoke(id);
  await rig.clock.settle();
  expect(renderOf('e')).toBe('not-playing: outputs');
  rig.media.remove('a');
  await rig.clock.settle();
  expect([renderOf('d'), renderOf('e')]).toEqual(['not-playing: outputs', 'playing']);
});

it('who waits and leaves makes no room for anybody', async () => {
  const { rig } = await room(3);
  rig.renders.length = 0;
  rig.media.remove('d');
  await rig.clock.settle();
  expect([heard(rig), rig.renders]).toEqual([3, []]);
});

it('once everybody has left, the next ones find out anew how many outputs there are', async () => {
  const { rig } = await room(3);
  for (const id of ['a', 'b', 'c', 'd', 'e']) rig.media.remove(id);
  rig.elements.outputs = 5;
  for (const id of ['a', 'b', 'c', 'd', 'e']) rig.publish(microphoneOf(id));
  await rig.clock.settle();
  expect(heard(rig)).toBe(5);
});

it('where nobody has an output, whoever speaks tries again', async () => {
  const { rig, renderOf } = await room(0);
  expect(heard(rig)).toBe(0);
  rig.elements.outputs = 1;
  rig.media.spoke('c');
  expect(renderOf('c')).toBe('waiting');
  await rig.clock.settle();
  expect([heard(rig), renderOf('c')]).toEqual([1, 'playing']);
});

it('where nobody has an output, one tries again when somebody leaves', async () => {
  const { rig } = await room(0);
  rig.elements.outputs = 1;
  rig.media.remove('a');
  await rig.clock.settle();
  expect(heard(rig)).toBe(1);
});

/** The outputs of those with these ids, all of whom play, and what each was told. */
function sharing(...ids: readonly (string | undefined)[]) {
  const outputs = createOutputs();
  const told: string[] = [];
  const users = ids.map((participantId) =>
    outputs.open({
      participantId,
      start: () => undefined,
      silence: () => undefined,
      told: (silenced) => told.push(`${participantId ?? 'mix'} ${silenced ? 'silent' : 'heard'}`),
    }),
  );
  for (const { play } of users) play();
  return { ...outputs, told, users };
}

it('a mix of everybody goes before all who speak', () => {
  const { users, spoke, told } = sharing(undefined, 'a', 'b');
  users[2]?.failed();
  spoke('a');
  spoke('b');
  expect(told).toEqual(['b silent', 'a silent', 'b heard']);
});

it('an output that fails once more is not one less, and what is heard is not told again', () => {
  const { users, told } = sharing('a', 'b', 'c');
  users[2]?.failed();
  users[2]?.failed();
  users[0]?.play();
  users[0]?.end();
  expect(told).toEqual(['c silent', 'c heard']);
});
