/**
 * Tencent's RTC (`trtc-sdk-v5` 5.17) behind the adapter face.
 *
 * @packageDocumentation
 */
export { trtc, type TrtcOptions } from './trtc.ts';
export type { TrtcCredential } from './credential/credential.ts';
export { loadTrtcModule, type TrtcSdkSource } from './load-sdk.ts';
export type {
  TrtcAudioOption,
  TrtcEnterRoom,
  TrtcEvents,
  TrtcInstance,
  TrtcProxy,
  TrtcRemoteVideo,
  TrtcRole,
  TrtcSdk,
  TrtcVideoOption,
  TrtcVideoProfile,
} from './port.ts';
