import { describeBrowserContract } from '@jackfield/media-lab';
import { createAnswer } from './server/answer.ts';

const { answer, close } = createAnswer();

await describeBrowserContract({
  sdk: 'aliyun-webrtc-sdk',
  server: 'the emulator of this repository',
  page: new URL('./pages/bare-sdk.ts', import.meta.url),
  // What is about nobody else is proved with the other kind of far side; fifty engines do not fit into one page.
  only: ({ id, world }) => id !== 'RTC-PEOPLE-19' && world.some((action) => action.startsWith('far-')),
  answer: (name, values) => answer(name, values),
  close,
});
