import { describeBrowserContract } from '@jackfield/media-lab';
import { createAnswer } from './server/answer.ts';

const { answer, close } = createAnswer();

await describeBrowserContract({
  page: new URL('./pages/p2p.ts', import.meta.url),
  query: '?signalling=web-socket',
  server: 'its own signalling server',
  answer,
  close,
});
