import { cannotWithRoles } from './cannot.ts';
import { serveTrtc } from './serve-trtc.ts';

await serveTrtc({ name: 'trtc, anchors of a live room', cannot: cannotWithRoles, scene: 'live' });
