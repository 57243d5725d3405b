import { describeContract } from '@jackfield/contract/vitest';
import { DoubleConnection } from './double/double-sender.ts';
import { doubleRigs } from './double-rig.ts';
import { keepReport } from './keep-report.ts';

// Whether calls are possible is asked of the page; Node is none.
Object.assign(globalThis, { RTCPeerConnection: DoubleConnection });

// What calls are made of is loaded in real time, of which the clocks of the rigs know nothing.
const rig = await doubleRigs.create();
await rig.bare();
await rig.dispose();

describeContract(doubleRigs, { onReport: keepReport });
