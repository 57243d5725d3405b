import type { Clock, EndReason, RtcError } from '@jackfield/core/adapter';
import type { ModerateAction } from '../protocol/client-frames.ts';
import type {
  MemberPermissions,
  MemberRights,
  MemberState,
  SignallingMember,
} from '../protocol/member-state.ts';

/**
 * How the members of a room find each other and exchange what a peer connection needs. Two implementations come with this
 * package, `webSocketSignalling` and `broadcastSignalling`; an app may bring its own.
 */
export interface P2pSignalling {
  /** A short name for errors. */
  readonly name: string;
  /** What it can do beyond passing payloads on. */
  readonly features: SignallingFeatures;
  /** What is missing in this browser, if anything: one sentence. */
  missing(): string | undefined;
  /** Gets code that `open` needs, ahead of it, where there is any. Rejects `network`; may be tried again then. */
  preload?(): Promise<void>;
  /** Enters a room. Rejects with an RtcError; nothing of the attempt is left then. */
  open(request: SignallingRequest): Promise<SignallingSession>;
}

/** What a kind of signalling can do. */
export interface SignallingFeatures {
  /** Whether moderators can act on others. */
  readonly moderation: boolean;
  /** Whether there are credentials that can be renewed. */
  readonly credentials: boolean;
}

/** What signalling needs to enter a room. */
export interface SignallingRequest {
  /** The room, already checked. */
  readonly room: string;
  /** The app's id of the user, already checked. */
  readonly userId: string;
  /** What others see; may be empty. */
  readonly displayName: string;
  /** What is published at once. Asked again when a room has to be entered anew. */
  readonly state: () => MemberState;
  /** Gets a credential, or undefined where the adapter has none. */
  readonly credential: (reason: 'join' | 'reconnect') => Promise<string | undefined>;
  /** Aborts the attempt. */
  readonly signal: AbortSignal;
  /** The only source of time. */
  readonly clock: Clock;
}

/** What is known on entering. */
export interface SignallingWelcome {
  /** The own member id. */
  readonly id: string;
  /** Everybody else. */
  readonly members: readonly SignallingMember[];
  /** The own permissions, where signalling says. */
  readonly permissions?: MemberPermissions | undefined;
  /** The own role, where signalling says. */
  readonly role?: string | undefined;
  /** Milliseconds until the credential ends, where it does. */
  readonly credentialExpiresInMs?: number | undefined;
}

/** What happens in the room. */
export interface SignallingListener {
  /** Somebody came. Nothing of them is delivered before this. */
  memberJoined(member: SignallingMember): void;
  /** Somebody went, for whatever reason. */
  memberLeft(id: string): void;
  /** Signalling has lost a member, who may come back. */
  memberSuspended(id: string): void;
  /** They came back. */
  memberResumed(id: string): void;
  /** What a member publishes changed. */
  memberState(id: string, state: MemberState): void;
  /** A member's display name changed. */
  memberProfile(id: string, displayName: string): void;
  /** What a member may do changed, by a renewed credential. */
  memberRights(id: string, rights: MemberRights): void;
  /** What this member may do changed, by a renewed credential. */
  rights(rights: MemberRights): void;
  /** A payload of another member: untrusted. */
  signal(from: string, payload: unknown): void;
  /** A moderator acted on the own source. */
  moderated(action: 'mute' | 'unpublish', source: string): void;
  /** The way to the others is down and being repaired. */
  interrupted(error: RtcError): void;
  /** It is back, and nothing was missed. */
  resumed(): void;
  /** It is back with a new id; everybody's id may be new. */
  restarted(welcome: SignallingWelcome): void;
  /** The membership is over. */
  ended(reason: EndReason, error: RtcError | undefined): void;
}

/** A membership in a room. */
export interface SignallingSession {
  /** What was known on entering, or on entering anew. */
  readonly welcome: SignallingWelcome;
  /** Begins to deliver events; those that came before are delivered now. */
  start(listener: SignallingListener): void;
  /** Sends a payload to one member. Kept while the way is down. */
  send(to: string, payload: unknown): void;
  /** Tells everybody what is published. Resolves when signalling has it. */
  publishState(state: MemberState): Promise<void>;
  /** Changes the own display name. */
  setProfile(displayName: string): Promise<void>;
  /** Hands over a new credential; resolves with the milliseconds that it lasts, where it ends. */
  renew(credential: string): Promise<number | undefined>;
  /** Acts on another member or the room. */
  moderate(action: ModerateAction): Promise<void>;
  /** Says goodbye and lets go; resolves when the others are being told, in bounded time. */
  leave(): Promise<void>;
  /** Lets go at once, synchronously, so that the others see it as a leave where that is possible. */
  abandon(): void;
}
