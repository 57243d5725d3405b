import type { RecordedRun } from './record.ts';
import { proofWords } from './words.ts';

/** Says how a run was made: the level of proof, versions of SDK, server and browser, the day and the commit. */
export function runFacts({
  proof,
  sdkVersion,
  server,
  browser,
  date,
  commit,
}: RecordedRun): readonly string[] {
  return [
    proof ? proofWords[proof].en : 'level of proof not said',
    sdkVersion === 'none' ? 'no SDK' : sdkVersion,
    ...(server ? [server] : []),
    browser ?? 'Node',
    `${date}, ${commit}`,
  ];
}
