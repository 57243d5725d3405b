// One chunk, for calls in which nobody is real.
export { addStillCrowd } from './pretend-crowd.ts';
export { createPretendPicture } from './pretend-picture.ts';
