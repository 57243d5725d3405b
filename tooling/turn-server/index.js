export { ensureTurnServer } from './ensure-server.js';
export { findTurnServer, turnRemedy } from './find-server.js';
export { startTurnServer } from './start-server.js';
export { turnCredential } from './turn-credential.js';
