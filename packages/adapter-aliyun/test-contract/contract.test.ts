import { describeContract } from '@jackfield/contract/vitest';
import { driverParts } from '../src/load-driver.ts';
import { DoubleConnection } from './double/double-sender.ts';
import { doubleRigs } from './double-rig.ts';
import { keepReport } from './keep-report.ts';

// Whether calls are possible is asked of the page; Node is none.
Object.assign(globalThis, { RTCPeerConnection: DoubleConnection });

// Bare drivers are made without a session, which would load what they are made of.
await driverParts.load();

describeContract(doubleRigs, { onReport: keepReport });
