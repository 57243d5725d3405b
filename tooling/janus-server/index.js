export { ensureJanusServer } from './ensure-server.js';
export { findJanusServer, janusRemedy } from './find-server.js';
export { mediaInterface, namespaceRemedy } from './media-interface.js';
export { startJanusServer } from './start-server.js';
