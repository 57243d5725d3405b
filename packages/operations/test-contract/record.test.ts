import { describeContract } from '@jackfield/contract/vitest';
import { DoubleConnection } from '../../adapter-aliyun/test-contract/double/double-sender.ts';
import { doubleRigs } from '../../adapter-aliyun/test-contract/double-rig.ts';
import { fakeRigs } from '../../adapter-fake/test-contract/fake-rig.ts';
import { createTraceRing, record } from '../src/trace.ts';
import { keepReport } from './keep-report.ts';
import { wrappedRigs } from './wrapped-rigs.ts';

// Whether calls are possible is asked of the page; Node is none.
Object.assign(globalThis, { RTCPeerConnection: DoubleConnection });

for (const base of [fakeRigs({ name: 'fake' }), doubleRigs])
  describeContract(
    wrappedRigs(base, 'a recorder', () => ({
      wrap: (adapter) => record(adapter, createTraceRing({ lines: 50 })),
    })),
    { onReport: keepReport },
  );
