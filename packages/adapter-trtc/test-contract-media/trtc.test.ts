import { describeBrowserContract } from '@jackfield/media-lab';
import { createAnswer } from './server/answer.ts';

const { answer, close } = createAnswer();

await describeBrowserContract({
  sdk: 'trtc-sdk-v5',
  server: 'the emulator of this repository',
  page: new URL('./pages/trtc.ts', import.meta.url),
  answer: (name, values) => answer(name, values),
  close,
});
