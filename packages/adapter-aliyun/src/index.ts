/**
 * Alibaba Cloud's RTC (`aliyun-webrtc-sdk` 1.16) behind the adapter face.
 *
 * @packageDocumentation
 */
export { aliyun, type AliyunOptions } from './aliyun.ts';
export type { AliyunSdk } from './load-sdk.ts';
export type { AliyunCredential } from './credential/credential.ts';
export type { AliEngine, AliEngineConstructor } from './engine/port.ts';
export type { AliRtcEngine, AliRtcEngineConstructor } from './sdk-types/engine.ts';
export type { AliRtcConnectionReport, AliRtcEngineEvents, AliRtcMediaReport } from './sdk-types/events.ts';
export type {
  AliRtcAuthInfo,
  AliRtcChannelProfile,
  AliRtcClientRole,
  AliRtcDevices,
  AliRtcEngineOptions,
  AliRtcErrorReport,
  AliRtcMixingCallback,
  AliRtcSupport,
  AliRtcTrackType,
  AliRtcVideoProfile,
  AliRtcViewType,
} from './sdk-types/options.ts';
export type { AliRtcStreamConfig, AliRtcUserInfo, AliStreamLabel } from './sdk-types/user-info.ts';
