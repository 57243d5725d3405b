import { createWaits } from '@jackfield/core/adapter-kit';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, test } from 'vitest';
import { Withdrawals } from '../src/people/withdrawals.ts';

function setUp() {
  const { clock } = createFakeEnvironment();
  const told: string[] = [];
  return { clock, told, withdrawals: new Withdrawals(createWaits(clock)) };
}

test('a source that stays away was withdrawn, once the first message of its owner must have come', async () => {
  const { clock, told, withdrawals } = setUp();
  withdrawals.begin('bob', 'microphone', () => told.push('gone'));
  await clock.advance(100);
  expect(told).toEqual([]);
  await clock.advance(200);
  expect(told).toEqual(['gone']);
});

test('one that is back, or whose owner has gone, was not', async () => {
  const { clock, told, withdrawals } = setUp();
  withdrawals.begin('bob', 'microphone', () => told.push('microphone'));
  withdrawals.undo('bob', 'microphone');
  withdrawals.begin('bob', 'camera', () => told.push('camera'));
  withdrawals.forget('bob');
  withdrawals.begin('cat', 'camera', () => told.push('cat'));
  withdrawals.clear();
  await clock.advance(1_000);
  expect(told).toEqual([]);
});

test('what is said to be muted is settled at once, and not again', async () => {
  const { clock, told, withdrawals } = setUp();
  withdrawals.begin('bob', 'microphone', () => told.push('muted'));
  withdrawals.settle('bob', ['microphone', 'camera']);
  expect(told).toEqual(['muted']);
  await clock.advance(1_000);
  expect(told).toEqual(['muted']);
});
