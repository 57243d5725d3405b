import { describeBrowserContract } from '@jackfield/media-lab';
import { createAnswer } from './server/answer.ts';

const { answer, close } = createAnswer();

await describeBrowserContract({
  sdk: 'trtc-sdk-v5',
  server: 'the emulator of this repository',
  page: new URL('./pages/live.ts', import.meta.url),
  // What a role decides. The rest is the same as without roles.
  only: ({ id }) => /^RTC-(?:ROLE|CLAIM|MESSAGE|DRIVER)-/u.test(id),
  answer: (name, values) => answer(name, values),
  close,
});
