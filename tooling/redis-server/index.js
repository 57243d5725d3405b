export { ensureRedisServer } from './ensure-server.js';
export { findRedisServer, redisRemedy } from './find-server.js';
export { startRedisServer } from './start-server.js';
