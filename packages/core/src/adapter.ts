/**
 * The adapter face: what a vendor's adapter implements. Apps do not import this.
 *
 * @packageDocumentation
 */
export { lazyPart, type LazyPart } from './adapter/lazy-part.ts';
export type { RtcAdapter, SupportReport } from './adapter/rtc-adapter.ts';
export type {
  DriverCall,
  DriverStats,
  JoinRequest,
  JoinResult,
  LocalFailure,
  LocalPublication,
  ModerationRequest,
  OutgoingMessage,
  RemoteSubscription,
  RenewCredentialRequest,
  RenewCredentialResult,
  RtcDriver,
  SignalsWanted,
  SyncLocalResult,
} from './adapter/rtc-driver.ts';
export type { CredentialFunction, CredentialRequest } from './adapter/credential-request.ts';
export type { PlaceholderTrack, RtcDriverEnvironment } from './adapter/rtc-driver-environment.ts';
export { driverFactNames } from './adapter/driver-fact-names.ts';
export type { DriverSignals, RemoteSourceRef, RtcDriverSink } from './adapter/rtc-driver-sink.ts';
export type { RemoteParticipantInfo, RemotePublication } from './adapter/remote-participant-info.ts';
export type { Clock } from './timing/clock.ts';
export type {
  MessageCapabilities,
  ModerationAction,
  RtcCapabilities,
  RtcLimits,
} from './model/capabilities.ts';
export type { QualityCapabilities, QualityMember, SourceQuality } from './model/quality.ts';
export { portableIdPattern } from './model/capabilities.ts';
export type { ParticipantKind, ParticipantPermissions } from './model/participant.ts';
export type { EndReason } from './model/session-state.ts';
export type { NetworkQuality } from './model/signals.ts';
export { mediaKindOf, sourceKinds, type SourceKind } from './model/source-kind.ts';
export type { RtcErrorCode } from './errors/rtc-error-code.ts';
export { isRtcError, RtcError, type RtcErrorInit } from './errors/rtc-error.ts';
export { toRtcError } from './errors/to-rtc-error.ts';
