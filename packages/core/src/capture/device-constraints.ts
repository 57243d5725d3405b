import type { CameraOptions, MicrophoneOptions } from '../face/local-source.ts';

/** The wishes of an app for a device, without what only one call was given. */
export type DeviceWishes = Omit<MicrophoneOptions & CameraOptions, 'signal' | 'deviceId'>;

/** Constraints for a microphone. Processing is on where the app does not say. */
export function microphoneConstraints({
  echoCancellation = true,
  noiseSuppression = true,
  autoGainControl = true,
}: DeviceWishes): MediaTrackConstraints {
  return { echoCancellation, noiseSuppression, autoGainControl };
}

/** Constraints for a camera: aims, so that any camera can be opened. */
export function cameraConstraints({
  width = 1280,
  height = 720,
  frameRate,
  facingMode,
}: DeviceWishes): MediaTrackConstraints {
  return {
    width: { ideal: width },
    height: { ideal: height },
    ...(frameRate === undefined ? {} : { frameRate: { ideal: frameRate } }),
    ...(facingMode === undefined ? {} : { facingMode: { ideal: facingMode } }),
  };
}
