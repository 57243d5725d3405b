import { contextQuestions } from './contexts.ts';
import { deviceQuestions } from './devices.ts';
import { elementQuestions } from './elements.ts';
import type { Question } from './stage.ts';

/**
 * What is asked of the doubles in Node and of Chromium, with one answer for both. Not asked, as a page of Chromium cannot bring it about:
 * a device that is pulled out, is busy, or that the system mutes; a loudspeaker that refuses one that is there; a permission that is taken
 * back or denied, as all of a page's are granted; an output that is missing (`rendering/standing`); the life of the page
 * (RTC-END-08 and 09, `page-life`); frames, which come in the double only when a test says so; a refusal of sound, which a page that
 * captures does not meet.
 */
export const questions: readonly Question[] = [...elementQuestions, ...contextQuestions, ...deviceQuestions];
