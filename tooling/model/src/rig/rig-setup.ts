import type { Setup } from '../setup.ts';

/** What a run on a rig happens in: the app's choices. The vendor is the rig's. */
export type RigSetup = Pick<Setup, 'subscriptions' | 'deviceLoss'>;
