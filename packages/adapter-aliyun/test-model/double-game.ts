import { rigGame } from '@jackfield/model';
import { DoubleConnection } from '../test-contract/double/double-sender.ts';
import { doubleRigs } from '../test-contract/double-rig.ts';

// Whether calls are possible is asked of the page; Node is none.
Object.assign(globalThis, { RTCPeerConnection: DoubleConnection });

// What calls are made of is loaded in real time, of which the clocks of the rigs know nothing.
const rig = await doubleRigs.create();
await rig.bare();
await rig.dispose();

/** Runs on the double of the SDK. */
export const doubleGame: ReturnType<typeof rigGame> = rigGame(doubleRigs);
