import { createCleanup } from '@jackfield/core/adapter-kit';
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
