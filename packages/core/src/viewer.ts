/**
 * A viewer: sees and hears a call, and sends nothing of its own.
 *
 * @packageDocumentation
 */
export { createViewer, type ViewerOptions } from './session/create-viewer.ts';
export type { RtcViewer } from './face/rtc-viewer.ts';
