/**
 * One call API for the web that any RTC vendor plugs into.
 *
 * @packageDocumentation
 */
export type { MediaProcessor, ProcessedTrack } from './face/media-processor.ts';
export type { RtcErrorCode } from './errors/rtc-error-code.ts';
export { isRtcError, RtcError, type RtcErrorInit } from './errors/rtc-error.ts';
export type {
  MessageCapabilities,
  ModerationAction,
  RtcCapabilities,
  RtcLimits,
} from './model/capabilities.ts';
export type { QualityCapabilities, QualityMember, SourceQuality } from './model/quality.ts';
export { portableIdPattern } from './model/capabilities.ts';
export type {
  CaptureFailure,
  CaptureStatus,
  LocalSourceState,
  PublicationStatus,
} from './model/local-source-state.ts';
export type { RtcMessage } from './model/message.ts';
export type {
  Participant,
  ParticipantKind,
  ParticipantMap,
  ParticipantPermissions,
  RemoteSourceInfo,
  RenderState,
  SubscriptionState,
} from './model/participant.ts';
export type { EndReason, SessionState } from './model/session-state.ts';
export type { NetworkQuality } from './model/signals.ts';
export { mediaKindOf, sourceKinds, type SourceKind } from './model/source-kind.ts';
export type {
  CameraOptions,
  Detach,
  LocalCamera,
  LocalDeviceSource,
  LocalMicrophone,
  LocalScreen,
  LocalSource,
  MicrophoneOptions,
  MuteOptions,
  ScreenOptions,
} from './face/local-source.ts';
export type {
  RemoteAudioSource,
  RemoteParticipant,
  RemoteSource,
  RemoteVideoSource,
} from './face/remote-participant.ts';
export type { LeaveOptions, RtcSession } from './face/rtc-session.ts';
export type { JoinOptions, Playback, RtcViewer } from './face/rtc-viewer.ts';
export type { SessionAction } from './face/session-action.ts';
export type { RemoteSourceEvent, RtcSessionEvents, ScreenShareEndReason } from './face/session-events.ts';
export type { SelfInfo, SessionSnapshot } from './face/session-snapshot.ts';
export type { RtcAdapter } from './adapter/rtc-adapter.ts';
export { createSession } from './session/create-session.ts';
export type { SessionOptions } from './face/session-options.ts';
export type { SessionTimeouts } from './timing/timeouts.ts';
export type {
  AudioOutputElement,
  ElementVisibility,
  MediaDevicesPort,
  PageEvent,
  RtcEnvironment,
  VideoView,
} from './environment/rtc-environment.ts';
export type { Clock } from './timing/clock.ts';
