import { describeBrowserContract } from '@jackfield/media-lab';
import { createAnswer } from './server/answer.ts';

const { answer, close } = createAnswer();

await describeBrowserContract({
  sdk: 'aliyun-webrtc-sdk',
  server: 'the emulator of this repository',
  page: new URL('./pages/aliyun.ts', import.meta.url),
  answer: (name, values) => answer(name, values),
  close,
});
