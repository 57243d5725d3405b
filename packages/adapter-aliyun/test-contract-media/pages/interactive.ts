import { cannotWithRoles } from './cannot.ts';
import { serveAliyun } from './serve-aliyun.ts';

serveAliyun({
  name: 'aliyun, hosts of an interactive room',
  cannot: cannotWithRoles,
  profile: 'interactive-live',
});
