// One chunk, for calls in which nobody is real.
export { fastClock } from './fast-clock.ts';
export { addStillCrowd } from './pretend-crowd.ts';
export { createPretendPicture } from './pretend-picture.ts';
