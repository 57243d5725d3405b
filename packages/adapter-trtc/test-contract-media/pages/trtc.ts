import { cannotWithParticipants } from './cannot.ts';
import { serveTrtc } from './serve-trtc.ts';

await serveTrtc({ name: 'trtc', cannot: cannotWithParticipants });
