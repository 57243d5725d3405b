import { describeContract } from '@jackfield/contract/vitest';
import { DoubleConnection } from './double/double-connection.ts';
import { doubleRigs } from './double-rig.ts';
import { keepReport } from './keep-report.ts';

// Whether calls are possible is asked of the page; Node is none.
Object.assign(globalThis, { RTCPeerConnection: DoubleConnection });

describeContract(doubleRigs, { onReport: keepReport });
