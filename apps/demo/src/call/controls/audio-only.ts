import type { CallParts } from '../use-call.ts';

/** Receives no pictures of people from now on and turns the own camera off; or shows pictures again. The own camera stays off then. */
export function setAudioOnly({ app, ui }: Pick<CallParts, 'app' | 'ui'>, on: boolean): void {
  ui.setAudioOnly(on);
  if (on && app.camera.on) void app.attempt('camera', () => app.camera.source.mute());
}
