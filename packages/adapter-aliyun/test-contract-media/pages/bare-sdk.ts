import { serveAliyun } from './serve-aliyun.ts';
import { joinBare } from './bare-member.ts';
import { cannotWithBareSdk } from './cannot.ts';

serveAliyun({
  name: 'aliyun, others on the bare SDK',
  cannot: cannotWithBareSdk,
  join: joinBare,
});
