import { cannotWithParticipants } from './cannot.ts';
import { serveAliyun } from './serve-aliyun.ts';

serveAliyun({ name: 'aliyun', cannot: cannotWithParticipants });
