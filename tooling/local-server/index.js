export { findProgram, isExecutable } from './find-program.js';
export { freeTcpPort, freeUdpPort } from './free-port.js';
export { startProgram } from './start-program.js';
