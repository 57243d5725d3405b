import { describeContract } from '@jackfield/contract/vitest';
import { metrics, trace } from '@opentelemetry/api';
import { DoubleConnection } from '../../adapter-aliyun/test-contract/double/double-sender.ts';
import { doubleRigs } from '../../adapter-aliyun/test-contract/double-rig.ts';
import { fakeRigs } from '../../adapter-fake/test-contract/fake-rig.ts';
import { traced } from '../src/telemetry.ts';
import { keepReport } from './keep-report.ts';
import { wrappedRigs } from './wrapped-rigs.ts';

// Whether calls are possible is asked of the page; Node is none.
Object.assign(globalThis, { RTCPeerConnection: DoubleConnection });

const telemetry = { tracer: trace.getTracer('contract'), meter: metrics.getMeter('contract') };

for (const base of [fakeRigs({ name: 'fake' }), doubleRigs])
  describeContract(
    wrappedRigs(base, 'telemetry', () => ({ wrap: (adapter) => traced(adapter, telemetry) })),
    { onReport: keepReport },
  );
