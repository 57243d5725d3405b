import { cannotWithParticipants } from './cannot.ts';
import { loadDriver } from '../../src/load-driver.ts';
import { serveAliyun } from './serve-aliyun.ts';

// Bare drivers are made without a session, which would load what they are made of.
await loadDriver();

serveAliyun({ name: 'aliyun', cannot: cannotWithParticipants });
