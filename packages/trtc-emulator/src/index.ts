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
  PlayedKind,
  RecordKind,
  RefuseFault,
  SignallingFault,
  SourceCodec,
  SourceCounters,
} from '@jackfield/emulator-kit';

export { startTrtcEmulator } from './start.ts';
export { eventNames, requestNames } from './faults/fault-words.ts';
export { serviceCodes } from './wire/codes.ts';
export type {
  CredentialRequest,
  EmulatorUsage,
  RoomAddress,
  SessionView,
  StreamView,
  TrtcEmulator,
  TrtcEnterParameters,
  UplinkQuality,
  UserAddress,
} from './emulator/emulator-types.ts';
export type { Fault, FaultHandle, RequestName, TrtcFaultWords } from './faults/fault-words.ts';
export type {
  EmulatedParticipant,
  ParticipantEvent,
  ParticipantIdentity,
  ParticipantState,
} from './participant/participant-types.ts';
export type { EmulatorLimits, EmulatorTimings, TrtcApp, TrtcEmulatorOptions } from './settings/options.ts';
export type { PutOutReason, WireScene } from './signalling/room.ts';
export type { CodeOrigin, ServiceCode, ServiceCodeName } from './wire/codes.ts';
export type { CommandName, NoticeName } from './wire/commands.ts';
export type { SourceFlags, SourceKind } from './wire/source-kinds.ts';
