import { describeBrowserContract } from '@jackfield/media-lab';
import { createAnswer } from './server/answer.ts';

const { answer, close } = createAnswer();

await describeBrowserContract({
  sdk: 'aliyun-webrtc-sdk',
  server: 'the emulator of this repository',
  page: new URL('./pages/interactive.ts', import.meta.url),
  // What a role decides: joining, publishing and coming back. The rest is the same as without roles.
  only: ({ id }) => /^RTC-(?:ROLE|CLAIM|INTENT|RECONNECT|DRIVER)-/u.test(id),
  answer: (name, values) => answer(name, values),
  close,
});
