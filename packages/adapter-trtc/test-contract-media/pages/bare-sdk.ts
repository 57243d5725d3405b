import { joinBare } from './bare-member.ts';
import { cannotWithBareSdk } from './cannot.ts';
import { serveTrtc } from './serve-trtc.ts';

await serveTrtc({ name: 'trtc, others on the bare SDK', cannot: cannotWithBareSdk, join: joinBare });
