import { describeContract } from '@jackfield/contract/vitest';
import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { DoubleConnection } from '../../adapter-aliyun/test-contract/double/double-sender.ts';
import { doubleRigs } from '../../adapter-aliyun/test-contract/double-rig.ts';
import { failover } from '../src/failover.ts';
import { failoverRigs } from './failover-rig.ts';
import { keepReport } from './keep-report.ts';
import { wrappedRigs } from './wrapped-rigs.ts';

// Whether calls are possible is asked of the page; Node is none.
Object.assign(globalThis, { RTCPeerConnection: DoubleConnection });

describeContract(failoverRigs({ name: 'fail-over, the first vendor up', primary: 'up' }), {
  onReport: keepReport,
});
describeContract(failoverRigs({ name: 'fail-over, the first vendor refuses', primary: 'refuses' }), {
  onReport: keepReport,
});

const down = createFakeCloud();
down.plan('join', { kind: 'refuse', code: 'server-error' }, { times: Infinity });
describeContract(
  wrappedRigs(doubleRigs, 'fail-over from one that is down', () => ({
    wrap: (adapter) => failover([fake(down, { name: 'down' }), adapter], { order: ['down', adapter.name] }),
  })),
  { onReport: keepReport },
);
