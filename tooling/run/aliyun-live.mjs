import { runChecklist } from './lib/run-checklist.mjs';

/**
 * Runs the checklist of docs/aliyun.md.
 * @param {string[]} args
 */
export function run(args) {
  return runChecklist({ path: 'tooling/aliyun-live', args });
}
