import { joinProbes } from './join.ts';
import { publishProbes } from './publish.ts';
import type { Probe } from './stage.ts';
import { subscribeProbes } from './subscribe.ts';

/** What is asked of the SDK in a browser and of the double in Node, with one answer for both. */
export const probes: readonly Probe[] = [...joinProbes, ...publishProbes, ...subscribeProbes];
