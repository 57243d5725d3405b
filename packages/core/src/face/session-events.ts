import type { RtcError } from '../errors/rtc-error.ts';
import type { LocalSourceState } from '../model/local-source-state.ts';
import type { RtcMessage } from '../model/message.ts';
import type { Participant, ParticipantPermissions } from '../model/participant.ts';
import type { SessionState } from '../model/session-state.ts';
import type { SourceKind } from '../model/source-kind.ts';

/**
 * Every event of a session, by name. State has already changed when an event fires. When somebody goes the order is
 * always `source-unsubscribed`, `source-unpublished`, `participant-left`, whatever the vendor said.
 */
export interface RtcSessionEvents {
  /** The session's state changed. */
  readonly 'state-changed': { readonly state: SessionState; readonly previous: SessionState };
  /** Tells that somebody is in the room; `existing` tells whether they were there before this session. */
  readonly 'participant-joined': { readonly participant: Participant; readonly existing: boolean };
  /** Name, role, permissions or connection of a participant changed. */
  readonly 'participant-updated': { readonly participant: Participant };
  /** Tells that somebody is gone. `participant` is how they last were, with nothing published any more. */
  readonly 'participant-left': { readonly participant: Participant };
  /** Tells that somebody publishes a source. Announced once; changes follow as updates. */
  readonly 'source-published': RemoteSourceEvent;
  /** They no longer do. */
  readonly 'source-unpublished': RemoteSourceEvent;
  /** It was muted or unmuted. */
  readonly 'source-muted': RemoteSourceEvent & { readonly muted: boolean };
  /** It is being received: its track is there. */
  readonly 'source-subscribed': RemoteSourceEvent & { readonly track: MediaStreamTrack };
  /** It is no longer received. */
  readonly 'source-unsubscribed': RemoteSourceEvent;
  /**
   * It was wanted and cannot be had. What the app did not ask for itself core tries again, at longest every 30 s, where the reason may pass;
   * `subscribe()` or a new attach tries again at once.
   */
  readonly 'subscription-failed': RemoteSourceEvent & { readonly error: RtcError };
  /** Tells that another thing is seen of it: waiting, playing or stalled. */
  readonly 'source-render-changed': RemoteSourceEvent;
  /** Something about a local source changed. */
  readonly 'local-source-changed': { readonly state: LocalSourceState; readonly previous: LocalSourceState };
  /** The local screen share ended. */
  readonly 'screen-share-ended': { readonly reason: ScreenShareEndReason };
  /** Tells that the permissions of this session changed. */
  readonly 'permissions-changed': { readonly permissions: ParticipantPermissions };
  /** The browser refuses to play sound until the user acts, or no longer does. */
  readonly 'playback-changed': { readonly blocked: boolean };
  /** A message came. */
  readonly 'message-received': RtcMessage;
  /** The room is being recorded or no longer is. */
  readonly 'recording-changed': { readonly recording: boolean };
  /** Something that core repaired or could not do, for a log or a notice. The call goes on. */
  readonly warning: { readonly error: RtcError };
  /** Something that core has no word for, raw. */
  readonly 'vendor-event': { readonly name: string; readonly payload: unknown };
}

/** A remote source in an event: the participant as it is after the change, and which source. */
export interface RemoteSourceEvent {
  /** The participant after the change. */
  readonly participant: Participant;
  /** Which of their sources. */
  readonly source: SourceKind;
}

/** Why a screen share ended. */
export type ScreenShareEndReason = 'app' | 'browser' | 'server' | 'error';
