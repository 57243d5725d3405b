import { describeBrowserContract } from '@jackfield/media-lab';
import { createAnswer } from './server/answer.ts';

const { answer, close } = createAnswer();

await describeBrowserContract({
  page: new URL('./pages/bare-sdk.ts', import.meta.url),
  // What is about nobody else is proved with the other kind of far side; fifty engines do not fit into one page, and three did not always
  // send within the bound of the clause about statistics.
  only: ({ id, world }) =>
    id !== 'RTC-PEOPLE-19' && id !== 'RTC-DRIVER-30' && world.some((action) => action.startsWith('far-')),
  answer: (name, values) => answer(name, values),
  close,
});
