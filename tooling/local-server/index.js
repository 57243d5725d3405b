export { ensureProgram } from './ensure-program.js';
export { findProgram, isExecutable } from './find-program.js';
export { freeTcpPort, freeUdpPort } from './free-port.js';
export { printProgram } from './print-program.js';
export { startProgram } from './start-program.js';
