import type { SourceKind } from '@jackfield/core/adapter';

/**
 * The port: what is used of the SDK, and nothing else. With a real SDK take its own types (`Pick<Room, 'leave' | …>`), wider where that lets a
 * double fit without a cast.
 */
export interface AcmeSdk {
  /** Comes into a room. Rejects with a `number`. */
  enter(token: string, as: { readonly room: string; readonly name: string }): Promise<AcmeRoom>;
}

/** A room that was entered. */
export interface AcmeRoom {
  /** The others who are there now. */
  readonly members: readonly AcmeMember[];
  /** Calls back when somebody comes, goes, or is other than before. */
  onMember(listener: (member: { readonly id: string }) => void): () => void;
  /** Calls back with each track that comes. */
  onTrack(listener: (memberId: string, source: SourceKind, track: MediaStreamTrack) => void): () => void;
  /** Calls back when the call ends by itself: 1 thrown out, 2 closed, 3 here again elsewhere, 4 shut down, 5 the token is over, else lost. */
  onClosed(listener: (number: number) => void): () => void;
  /** Publishes, or replaces what is published. */
  publish(source: SourceKind, track: MediaStreamTrack, muted: boolean): Promise<void>;
  /** Tells the others that something is muted. */
  setMuted(source: SourceKind, muted: boolean): Promise<void>;
  /** Ends a publication. */
  unpublish(source: SourceKind): Promise<void>;
  /** Receives these of somebody, and nothing else. */
  receive(memberId: string, sources: readonly SourceKind[]): Promise<void>;
  /** Leaves. */
  leave(): Promise<void>;
}

/** Another member. */
export interface AcmeMember {
  readonly id: string;
  readonly user: string;
  readonly name: string;
  readonly published: readonly { readonly source: SourceKind; readonly muted: boolean }[];
}
