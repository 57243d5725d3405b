/**
 * What a session's inside has to say to those who judge adapters and to tracing. Apps do not import this.
 *
 * @packageDocumentation
 */
export { containments } from './session/containments.ts';
