import { cannotWithParticipants } from './cannot.ts';
import { driverParts } from '../../src/load-driver.ts';
import { serveAliyun } from './serve-aliyun.ts';

// Bare drivers are made without a session, which would load what they are made of.
await driverParts.load();

serveAliyun({ name: 'aliyun', cannot: cannotWithParticipants });
