import type { AliRtcCallApi } from './engine-call.ts';
import type { AliRtcDevicesApi } from './engine-devices.ts';
import type { AliRtcExtrasApi } from './engine-extras.ts';
import type { AliRtcLocalApi } from './engine-local.ts';
import type { AliRtcRemoteApi } from './engine-remote.ts';
import type { AliRtcEngineOptions } from './options.ts';

/**
 * The whole public face of `AliRtcEngine` of `aliyun-webrtc-sdk` 1.16.0, which ships without types: our own declarations,
 * by what the SDK was measured to do. A test compares them with the real object. The adapter itself needs less, see `AliEngine`.
 */
export interface AliRtcEngine
  extends AliRtcCallApi, AliRtcLocalApi, AliRtcRemoteApi, AliRtcDevicesApi, AliRtcExtrasApi {}

/** The global that the SDK leaves; it exports nothing. */
export type AliRtcEngineConstructor = new (options?: AliRtcEngineOptions) => AliRtcEngine;
