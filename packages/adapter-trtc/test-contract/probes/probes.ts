import { joinProbes } from './join-probes.ts';
import { publishProbes } from './publish-probes.ts';
import { receiveProbes } from './receive-probes.ts';
import type { Probe } from './stage.ts';

/** The questions that are asked of the SDK in a browser and of the double in Node, with one answer for both. */
export const probes: readonly Probe[] = [...joinProbes, ...publishProbes, ...receiveProbes];
