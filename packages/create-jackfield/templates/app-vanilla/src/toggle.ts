import type { RtcSession } from '@jackfield/core';

/** The sources that a button turns on and off. */
export type Toggled = 'microphone' | 'camera' | 'screen';

/** Turns a source on or off. A share ends; a device is muted, and comes back with the next press. */
export async function toggle(session: RtcSession, name: Toggled): Promise<void> {
  const source = session[name];
  const { enabled, muted } = source.state;
  if (!enabled) await source.enable();
  else if (name === 'screen') await source.disable();
  else if (muted) await source.unmute();
  else await source.mute();
}
