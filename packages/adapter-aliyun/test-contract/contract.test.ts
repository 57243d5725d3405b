import { describeContract } from '@jackfield/contract/vitest';
import { loadDriver } from '../src/load-driver.ts';
import { DoubleConnection } from './double/double-sender.ts';
import { doubleRigs } from './double-rig.ts';
import { keepReport } from './keep-report.ts';

// Whether calls are possible is asked of the page; Node is none.
Object.assign(globalThis, { RTCPeerConnection: DoubleConnection });

// Bare drivers are made without a session, which would load what they are made of.
await loadDriver();

describeContract(doubleRigs, { onReport: keepReport });
