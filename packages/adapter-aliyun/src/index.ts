/**
 * Alibaba Cloud's RTC (`aliyun-webrtc-sdk` 1.16) behind the adapter face.
 *
 * @packageDocumentation
 */
export { aliyun, type AliyunOptions } from './aliyun.ts';
export type {
  AliCredential,
  AliEngine,
  AliEngineConstructor,
  AliEvents,
  AliStreamConfig,
  AliUserInfo,
} from './port.ts';
