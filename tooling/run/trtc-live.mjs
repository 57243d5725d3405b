import { runChecklist } from './lib/run-checklist.mjs';

/**
 * Runs the checklist of docs/trtc.md.
 * @param {string[]} args
 */
export function run(args) {
  return runChecklist({ path: 'tooling/trtc-live', args });
}
