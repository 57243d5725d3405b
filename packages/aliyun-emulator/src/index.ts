export { startAliyunEmulator } from './start.ts';
export { EmulatorError } from './emulator-error.ts';
export { serviceCodes } from './error-codes.ts';
export { requestNames } from './fault-types.ts';
export { aliyunToken } from './token.ts';
export { jsonLines } from './log.ts';
export type { EmulatorErrorCode } from './emulator-error.ts';
export type { CodeOrigin, ServiceCode, ServiceCodeName } from './error-codes.ts';
export type { TokenFields } from './token.ts';
export type { LogEntry, LogLevel, LogSink } from './log.ts';
export type {
  AliyunApp,
  AliyunEmulatorOptions,
  EmulatorLimits,
  EmulatorTimings,
  EmulatorVideoCodec,
} from './options.ts';
export type {
  AliyunAuthInfo,
  AliyunEmulator,
  CredentialRequest,
  EmulatorUsage,
  RoomAddress,
  SessionView,
  StreamView,
  UserAddress,
} from './emulator-types.ts';
export type {
  AnswerFault,
  AnswerPart,
  BreakFault,
  EventFault,
  EventName,
  Fault,
  FaultHandle,
  FaultScope,
  RefuseFault,
  RequestName,
} from './fault-types.ts';
export type { EmulatorRecord, RecordKind } from './recorder.ts';
export type { StreamLabel } from './labels.ts';
export type { SourceCodec, SourceCounters } from './media/media-source.ts';
export type { SessionState } from './signalling/session.ts';
export type { ChannelProfile, ClientRole, WireStream } from './signalling/wire.ts';
export type { Impairment } from './turn/impairment.ts';
export type {
  EmulatedParticipant,
  ParticipantEvent,
  ParticipantIdentity,
  ParticipantState,
} from './participant/participant-types.ts';
export type { ParticipantMedia } from './participant/synthetic-publication.ts';
export type { FrameColour } from './participant/vp8-frames.ts';
