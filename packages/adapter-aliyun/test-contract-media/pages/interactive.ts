import { driverParts } from '../../src/load-driver.ts';
import { cannotWithRoles } from './cannot.ts';
import { serveAliyun } from './serve-aliyun.ts';

// Bare drivers are made without a session, which would load what they are made of.
await driverParts.load();

serveAliyun({
  name: 'aliyun, hosts of an interactive room',
  cannot: cannotWithRoles,
  profile: 'interactive-live',
});
