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
  /** The browser refuses to play sound until the user acts, or something outside has stopped it; or no longer. */
  readonly 'playback-changed': { readonly blocked: boolean; readonly interrupted: boolean };
  /** Another loudspeaker is in use, empty for the default one: it was chosen, pulled out, or is back. */
  readonly 'speaker-changed': { readonly speakerId: string };
  /** A message came. */
  readonly 'message-received': RtcMessage;
  /** The room is being recorded or no longer is. */
  readonly 'recording-changed': { readonly recording: boolean };
  /** The session is being moved to another adapter; the call goes on over the present one meanwhile. */
  readonly 'adapter-switching': AdapterSwitchEvent;
  /** Another source or person is there over the next adapter. */
  readonly 'adapter-switch-progressed': AdapterSwitchEvent & {
    /** The number of sources that come from the next adapter already, or need not. */
    readonly ready: number;
    /** The number of all that have to. */
    readonly wanted: number;
  };
  /** The session has been moved, with what was measured. */
  readonly 'adapter-switched': AdapterSwitchEvent & { readonly gaps: readonly SwitchGap[] };
  /** It has not: the next adapter is left again and the call goes on as before, unless its own adapter has ended it. */
  readonly 'adapter-switch-failed': AdapterSwitchEvent & { readonly error: RtcError };
  /** Something that core repaired or could not do, for a log or a notice. The call goes on. */
  readonly warning: { readonly error: RtcError };
  /** Something that core has no word for, raw. */
  readonly 'vendor-event': { readonly name: string; readonly payload: unknown };
}

/** A switch from one adapter to another, by their names. */
export interface AdapterSwitchEvent {
  /** The adapter that carried the call. */
  readonly from: string;
  /** The adapter that is to carry it. */
  readonly to: string;
}

/** The interruption of one remote source, as it changed over. */
export interface SwitchGap {
  /** Whose source. */
  readonly participantId: string;
  /** Which of their sources. */
  readonly source: SourceKind;
  /**
   * Milliseconds: of a picture the longest time between two frames in the element that shows it, from the last one before the change
   * until a second after it, and where it stands still as the switch ends, the time until then; of a sound the time from silence over
   * the old adapter to sound over the next one. Undefined where nothing could be measured: nobody looked.
   */
  readonly gapMs: number | undefined;
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
