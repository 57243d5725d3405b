export { ensureLivekitServer } from './build-server.js';
export { findLivekitServer, livekitRemedy, livekitVersion } from './find-server.js';
export { startLivekitServer } from './start-server.js';
