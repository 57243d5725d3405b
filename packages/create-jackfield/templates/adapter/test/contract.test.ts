import { mkdirSync, writeFileSync } from 'node:fs';
import { reportMarkdown, type ContractReport } from '@jackfield/contract';
import { describeContract } from '@jackfield/contract/vitest';
import { rigs } from './rigs.ts';

// Whether calls are possible is asked of the page; Node is none.
Object.assign(globalThis, { RTCPeerConnection: class {} });

describeContract(rigs, { onReport: writeReport });

/** Writes what the contract says of this adapter, to be committed: what its users decide by. */
function writeReport(report: ContractReport): void {
  const folder = new URL('../reports/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('conformance.json', folder), `${JSON.stringify(report, undefined, 2)}\n`);
  writeFileSync(new URL('conformance.md', folder), `# Conformance\n\n${reportMarkdown([report])}`);
}
