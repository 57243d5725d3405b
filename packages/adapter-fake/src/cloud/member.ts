import type {
  ParticipantKind,
  ParticipantPermissions,
  RemoteParticipantInfo,
  SourceKind,
  SourceQuality,
} from '@jackfield/core/adapter';
import { sourceKinds } from '@jackfield/core/adapter';
import type { Connection } from '../connection.ts';

/** What a member publishes. */
export interface MemberSource {
  readonly source: SourceKind;
  muted: boolean;
  /** What the member sends; null while muted with its device let go. */
  track: MediaStreamTrack | null;
  /** The way in which it is encoded, as far as the app has wished for something. */
  quality?: SourceQuality | undefined;
}

/** Who a member is. */
export interface MemberInit {
  readonly userId: string;
  readonly displayName: string;
  readonly kind: ParticipantKind;
  readonly role: string | undefined;
}

/** Somebody in a fake room: a session of an app, or a scripted participant. */
export class Member {
  /** Unique in the cloud; part of the ids that others see. */
  readonly serial: number;
  readonly userId: string;
  readonly kind: ParticipantKind;
  displayName: string;
  role: string | undefined;
  permissions: ParticipantPermissions;
  readonly sources: Map<SourceKind, MemberSource> = new Map();
  /** The app's session behind this member; undefined for scripted ones. */
  readonly connection: Connection | undefined;
  /** The codecs that the app prefers. */
  codecs: readonly string[] | undefined;
  /** Whether others see this member's transport as down. */
  interrupted = false;
  /** What to do once this member has left the room. */
  readonly afterwards: Set<() => void> = new Set();

  constructor(serial: number, init: MemberInit, connection?: Connection) {
    this.serial = serial;
    this.userId = init.userId;
    this.displayName = init.displayName;
    this.kind = init.kind;
    this.role = init.role;
    this.permissions = {
      publish: init.role === 'audience' ? [] : sourceKinds,
      subscribe: true,
      sendMessages: true,
      moderate: init.role !== 'audience',
    };
    this.connection = connection;
  }

  /** This member as another one's driver reports it. */
  describe(remoteId: string): RemoteParticipantInfo {
    return {
      remoteId,
      userId: this.userId,
      displayName: this.displayName,
      kind: this.kind,
      role: this.role,
      permissions: this.permissions,
      connection: this.interrupted ? 'interrupted' : 'connected',
      sources: [...this.sources.values()].map(({ source, muted }) => ({ source, muted })),
    };
  }
}
