/**
 * The inside of a session, as far as it has anything to say to those who judge adapters and to tracing. Apps do not import this.
 *
 * @packageDocumentation
 */
export { containments } from './session/containments.ts';
