import type { CameraOptions } from '@jackfield/core';
import { recall } from './remembered.ts';

const sizes = {
  high: { width: 1280, height: 720, frameRate: 30 },
  standard: { width: 640, height: 360, frameRate: 30 },
  low: { width: 320, height: 180, frameRate: 15 },
} satisfies Readonly<Record<string, CameraOptions>>;

/** The quality of the picture that is sent. */
export type CameraQuality = keyof typeof sizes;

/** What was chosen last time; `high` where nothing was. */
export function cameraQuality(): CameraQuality {
  const chosen = recall('camera-quality');
  return chosen !== undefined && isCameraQuality(chosen) ? chosen : 'high';
}

/** Tells whether a text is one of them. */
export function isCameraQuality(text: string): text is CameraQuality {
  return Object.hasOwn(sizes, text);
}

/** What to ask of the camera for what was chosen; nothing in particular where nothing was. */
export function cameraWishes(): CameraOptions {
  return recall('camera-quality') === undefined ? {} : sizes[cameraQuality()];
}
