/**
 * React 19 bindings over core.
 *
 * @packageDocumentation
 */
export { useDevices } from './use-devices.ts';
export { useLevels, type LevelsReading } from './use-levels.ts';
export { useLocalSource, type LocalSourceReading } from './use-local-source.ts';
export { useParticipant } from './use-participant.ts';
export { useParticipants } from './use-participants.ts';
export { useRemoteSource, type RemoteSourceReading } from './use-remote-source.ts';
export { useSession, type SessionReading } from './use-session.ts';
export { useVideo, type Showable } from './use-video.ts';
