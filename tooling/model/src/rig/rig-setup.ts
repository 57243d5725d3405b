import type { Setup } from '../game/setup.ts';

/** What a run on a rig happens in: the app's choices. The vendor is the rig's. */
export type RigSetup = Pick<Setup, 'subscriptions' | 'deviceLoss'>;
