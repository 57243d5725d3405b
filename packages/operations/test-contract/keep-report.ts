import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { ContractReport } from '@jackfield/contract';

/** Writes a report where `npm run conformance` collects them; does nothing in other runs. */
export function keepReport(report: ContractReport): void {
  const directory = process.env['JACKFIELD_CONFORMANCE_DIRECTORY'];
  if (!directory) return;
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `${report.adapter.replaceAll(/[^a-z0-9]+/g, '-')}.json`);
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}
