import type { AliRtcDevices } from './options.ts';

/** Devices of the SDK's own, which this project never lets it open. */
export interface AliRtcDevicesApi {
  /** What there is. */
  getDevices(): Promise<AliRtcDevices>;
  /** Opens the camera four times to find out. */
  getAvailableResolutions(
    deviceId?: string,
  ): Promise<readonly { readonly width: number; readonly height: number }[]>;
  /** The loudspeaker of the first user with sound; those who come later get it as they come. */
  setAudioOutput(deviceId: string): Promise<void>;
  /** Which camera. Write only; counts once the preview and the publication were stopped. */
  currentCamera: { readonly deviceId: string } | { readonly facingMode: string };
  /** Which microphone. Write only; counts at once. */
  currentAudioCapture: { readonly deviceId: string };
  /** Starts a timer for `onAudioLevel` that leaving does not stop. Default off. */
  enableAudioVolumeIndicator: boolean;
}
