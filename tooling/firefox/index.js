export { ensureFirefox } from './ensure-firefox.js';
export { findFirefox, firefoxRemedy } from './find-firefox.js';
