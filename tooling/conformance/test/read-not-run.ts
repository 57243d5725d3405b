import { readFileSync } from 'node:fs';

/** A clause that an adapter's run leaves out, as the snapshot that pins it says. */
export interface NotRun {
  readonly id: string;
  readonly status: 'not-applicable' | 'not-drivable';
  readonly reason: string;
}

/** Reads what one run of the contract leaves out from its snapshot, which the run itself is held to. */
export function readNotRun({
  snapshot,
  contract,
}: {
  readonly snapshot: URL;
  readonly contract: string;
}): readonly NotRun[] {
  const text = readFileSync(snapshot, 'utf8');
  const start = text.indexOf(`exports[\`contract: ${contract} > `);
  if (start < 0) throw new Error(`${snapshot.pathname} pins no run of the contract "${contract}".`);
  const end = text.indexOf('`;', start);
  return [
    ...text.slice(start, end).matchAll(/^ {2}"(RTC-[A-Z0-9-]+) (not-applicable|not-drivable): (.*)",$/gmu),
  ].map(([, id = '', status, reason = '']) => ({
    id,
    status: status === 'not-drivable' ? 'not-drivable' : 'not-applicable',
    reason,
  }));
}
