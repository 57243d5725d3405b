import { readFileSync } from 'node:fs';
import { runContract } from '@jackfield/contract';
import { expect, test } from 'vitest';
import { rigs } from '../templates/adapter/test/rigs.ts';

// Whether calls are possible is asked of the page; Node is none.
Object.assign(globalThis, { RTCPeerConnection: class {} });

test('the adapter that is made keeps the contract, and its list of what does not run is the one that comes with it', async () => {
  const { clauses } = await runContract(rigs);
  expect(clauses.filter(({ status }) => status === 'failed')).toEqual([]);
  const file = new URL('../templates/adapter/test/__snapshots__/contract.test.ts.snap', import.meta.url);
  const listed = [...readFileSync(file, 'utf8').matchAll(/^ {2}"(.*)",$/gmu)].map(([, line]) => line);
  const now = clauses
    .filter(({ status, reason }) => status.startsWith('not-') && !reason?.endsWith('run elsewhere'))
    .map(({ id, status, reason = '' }) => `${id} ${status}: ${reason}`);
  expect(now.sort()).toEqual(listed.sort());
});
