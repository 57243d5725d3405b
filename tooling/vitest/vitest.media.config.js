import { browserTests } from './browser.js';

export default browserTests({ include: ['test-media/**/*.test.js'] });
