import { driverParts } from '../../src/load-driver.ts';
import { serveAliyun } from './serve-aliyun.ts';
import { joinBare } from './bare-member.ts';
import { cannotWithBareSdk } from './cannot.ts';

// Bare drivers are made without a session, which would load what they are made of.
await driverParts.load();

serveAliyun({
  name: 'aliyun, others on the bare SDK',
  cannot: cannotWithBareSdk,
  join: joinBare,
});
