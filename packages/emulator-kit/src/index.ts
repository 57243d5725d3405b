export { runEmulatorCommand, runUntilStopped, textOf, textsOf } from './command/emulator-command.ts';
export { roomOf, userOf } from './control/addresses.ts';
export { commonActions } from './control/common-actions.ts';
export { ControlPort } from './control/control-port.ts';
export { flagOf, numberOf, oneOf, optional } from './control/fields.ts';
export { parseFault } from './control/parse-fault.ts';
export { participantMediaOf } from './control/participant-media.ts';
export { BadRequest } from './errors/bad-request.ts';
export { EmulatorError } from './errors/emulator-error.ts';
export { Faults } from './faults/faults.ts';
export { HttpListener } from './http/http-listener.ts';
export { refuseUpgrade } from './http/refuse-upgrade.ts';
export { asCount, asList, asObject, asText } from './http/json-shape.ts';
export { Parameters } from './http/parameters.ts';
export { parseJson, plainCopy } from './http/parse-json.ts';
export { readJsonBody } from './http/read-body.ts';
export { sendJson } from './http/send-json.ts';
export { Log, jsonLines, whereItFailed } from './log/log.ts';
export { candidateAddress } from './media/candidate.ts';
export { codecParameters } from './media/codec-parameters.ts';
export { forwardToSender, sourceOfReceiver } from './media/forward.ts';
export { seededRandom } from './media/impairment.ts';
export { Impairments } from './media/impairments.ts';
export { MediaSource } from './media/media-source.ts';
export { guardIce } from './media/guard-ice.ts';
export { createPeer } from './media/peer.ts';
export { findFlaw } from './media/sdp-check.ts';
export { narrowCodecs } from './media/sdp-codecs.ts';
export { candidatePorts, trackIds, withMsids, withoutForeignCandidates } from './media/sdp-identity.ts';
export { attribute, isVideo, joinSections, splitSections } from './media/sdp-sections.ts';
export { PlayedMedia } from './played/played-media.ts';
export { colourSource, toneSource } from './played/played-source.ts';
export { vp8Frames } from './played/vp8-frames.ts';
export { Recorder } from './record/recorder.ts';
export { redact } from './record/redact.ts';
export { randomId } from './secrets/random-id.ts';
export { sameSecret } from './secrets/same-secret.ts';
export { checkCodecs, checkHost, checkNumbers, checkOrigin, checkPort } from './settings/checks.ts';
export type {
  CommandDefinition,
  CommandOption,
  CommandOutput,
  CommandValues,
} from './command/emulator-command.ts';
export type { RoomAddress, UserAddress } from './control/addresses.ts';
export type { CommonEmulator } from './control/common-actions.ts';
export type { ControlAction, ControlPortOptions, ControlRequest } from './control/control-port.ts';
export type { FaultVocabulary } from './control/parse-fault.ts';
export type { EmulatorErrorCode } from './errors/emulator-error.ts';
export type {
  AnswerFault,
  BreakFault,
  EventFault,
  FaultHandle,
  FaultScope,
  FaultWords,
  RefuseFault,
  SignallingFault,
} from './faults/fault-types.ts';
export type { RequestVerdict } from './faults/faults.ts';
export type { RequestHandler, UpgradeHandler } from './http/http-listener.ts';
export type { LogEntry, LogLevel, LogSink } from './log/log.ts';
export type { CandidateInit } from './media/candidate.ts';
export type { Impairment } from './media/impairment.ts';
export type { SourceCodec, SourceCounters } from './media/media-source.ts';
export type { SdpSections } from './media/sdp-sections.ts';
export type { EmulatorVideoCodec } from './media/video-codec.ts';
export type { ParticipantMedia, PlayedKind } from './played/played-media.ts';
export type { PlayedSource } from './played/played-source.ts';
export type { FrameColour } from './played/vp8-frames.ts';
export type { EmulatorRecord, RecordKind, RecordSubject } from './record/recorder.ts';
