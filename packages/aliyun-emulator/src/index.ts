export { EmulatorError, jsonLines } from '@jackfield/emulator-kit';
export type {
  AnswerFault,
  BreakFault,
  EmulatorErrorCode,
  EmulatorRecord,
  EmulatorVideoCodec,
  EventFault,
  FaultScope,
  FaultWords,
  FrameColour,
  Impairment,
  LogEntry,
  LogLevel,
  LogSink,
  ParticipantMedia,
  RecordKind,
  RefuseFault,
  RoomAddress,
  SignallingFault,
  SourceCodec,
  SourceCounters,
  UserAddress,
} from '@jackfield/emulator-kit';

export { startAliyunEmulator } from './start.ts';
export { serviceCodes } from './wire/error-codes.ts';
export { requestNames } from './faults/fault-types.ts';
export { aliyunToken } from './credentials/token.ts';
export type { CodeOrigin, ServiceCode, ServiceCodeName } from './wire/error-codes.ts';
export type { TokenFields } from './credentials/token.ts';
export type {
  AliyunApp,
  AliyunEmulatorOptions,
  EmulatorLimits,
  EmulatorTimings,
} from './settings/options.ts';
export type {
  AliyunAuthInfo,
  AliyunEmulator,
  CredentialRequest,
  EmulatorUsage,
  SessionView,
  StreamView,
} from './emulator/emulator-types.ts';
export type {
  AliyunFaultWords,
  AnswerPart,
  EventName,
  Fault,
  FaultHandle,
  RequestName,
} from './faults/fault-types.ts';
export type { StreamLabel } from './wire/labels.ts';
export type { SessionState } from './signalling/session.ts';
export type { ChannelProfile, ClientRole, WireStream } from './wire/wire.ts';
export type {
  EmulatedParticipant,
  ParticipantEvent,
  ParticipantIdentity,
  ParticipantState,
} from './participant/participant-types.ts';
