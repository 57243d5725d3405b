import media from './vitest.media.config.ts';

// What is not settled yet and therefore no lane.
export default { ...media, test: { ...media.test, include: ['test-media/**/*.try.ts'] } };
