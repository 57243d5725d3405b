import { runContract } from '@jackfield/contract';
import { expect, test } from 'vitest';
import { rigs } from '../templates/adapter/test/rigs.ts';

// Whether calls are possible is asked of the page; Node is none.
Object.assign(globalThis, { RTCPeerConnection: Object });

test('the adapter that is made keeps the contract, and its list of what does not run is the one that comes with it', async () => {
  const { clauses } = await runContract(rigs);
  expect(clauses.filter(({ status }) => status === 'failed')).toEqual([]);
  const lines = clauses
    .filter(({ status, reason }) => status.startsWith('not-') && !reason?.endsWith('run elsewhere'))
    .map(({ id, status, reason = '' }) => `  ${JSON.stringify(`${id} ${status}: ${reason}`)},`)
    .sort();
  const name = `contract: ${rigs.name} > runs every clause but those that a reviewer has seen 1`;
  const snapshot = `// Vitest Snapshot v1, https://vitest.dev/guide/snapshot.html\n\nexports[\`${name}\`] = \`\n[\n${lines.join('\n')}\n]\n\`;\n`;
  // As vitest itself writes it, so that it is up to date in what is made: `npx vitest run --config vitest.contract.config.ts -u`.
  const file = '../templates/adapter/test/__snapshots__/contract.test.ts.snap';
  await expect(snapshot).toMatchFileSnapshot(file);
});
