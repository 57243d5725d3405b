import type { RemoteParticipantInfo, RtcDriverSink, SourceKind } from '@jackfield/core/adapter';
import { fieldsOf, listOf, textOf, type Fields } from '../client/fields.ts';
import type { ModeratedPerson } from '../moderation.ts';
import { mapStreams, type JanusStream } from '../map-streams.ts';

/** Somebody in the room. */
export interface Person {
  /** This presence: the server uses an id again when somebody comes back. */
  readonly remoteId: string;
  /** The server's id, which is the app's. */
  readonly userId: string;
  displayName: string;
  /** What they publish, moderation applied. */
  streams: readonly JanusStream[];
  /** Media sections that a moderator has muted: their owner's word does not count. */
  readonly moderated: Set<string>;
}

/** Where changes are told. */
export type PeopleSink = Pick<
  RtcDriverSink,
  'participantJoined' | 'participantUpdated' | 'participantLeft' | 'sourceMuted'
>;

let presences = 0;

/** Who is in the room, and what they publish. Tells nothing before `live`. */
export class People {
  readonly #sink: PeopleSink;
  readonly #people = new Map<string, Person>();
  #live = false;

  constructor(sink: PeopleSink) {
    this.#sink = sink;
  }

  /** From now on changes are told. */
  goLive(): void {
    this.#live = true;
  }

  /** Everybody, as core takes it. */
  roster(): readonly RemoteParticipantInfo[] {
    return [...this.#people.values()].map((person) => ({ ...infoOf(person), existing: true }));
  }

  /** Everybody. */
  all(): readonly Person[] {
    return [...this.#people.values()];
  }

  /** Somebody by the presence. */
  find(remoteId: string): Person | undefined {
    return this.all().find((person) => person.remoteId === remoteId);
  }

  /** Somebody as a moderator speaks of them. */
  moderated(remoteId: string): ModeratedPerson | undefined {
    const person = this.find(remoteId);
    const midOf = (source: SourceKind): string | undefined =>
      person?.streams.find((each) => each.source === source)?.mid;
    return person && { userId: person.userId, midOf };
  }

  /** Somebody by the app's id. */
  byUser(userId: string): Person | undefined {
    return this.#people.get(userId);
  }

  /** Takes what the server says of people in an answer or an event. Returns whether it was about any. */
  take(data: Fields): boolean {
    const { publishers, attendees, joining, unpublished, leaving, kicked, moderation } = data;
    for (const each of [...listOf(publishers), ...listOf(attendees)]) this.#meet(each);
    const newcomer = fieldsOf(joining);
    if (newcomer) this.#meet(newcomer);
    const id = textOf(data['id']);
    const isModeration = id !== undefined && moderation !== undefined;
    if (isModeration) this.#moderate(id, { mid: textOf(data['mid']) ?? '', muted: moderation === 'muted' });
    else if (id !== undefined && textOf(data['display']) !== undefined) this.#meet(data);
    const without = textOf(unpublished);
    if (without !== undefined) this.#meet({ id: without, streams: [] });
    const gone = textOf(leaving) ?? textOf(kicked);
    if (gone !== undefined) this.#leave(gone);
    return (
      [publishers, attendees, joining, unpublished, leaving, kicked].some((each) => each !== undefined) ||
      isModeration
    );
  }

  /** Whoever is not among these has gone. */
  keep(userIds: ReadonlySet<string>): void {
    for (const { userId } of this.all()) if (!userIds.has(userId)) this.#leave(userId);
  }

  #meet(fields: Fields): void {
    const userId = textOf(fields['id']);
    if (userId === undefined) return;
    const known = this.#people.get(userId);
    const displayName = textOf(fields['display']);
    const streams = 'streams' in fields ? mapStreams(fields['streams']) : undefined;
    if (!known) {
      // Told once more of somebody who has gone: that they publish nothing.
      if (displayName === undefined && streams?.length === 0) return;
      presences += 1;
      const person: Person = {
        remoteId: `${userId}#${String(presences)}`,
        userId,
        displayName: displayName ?? '',
        streams: streams ?? [],
        moderated: new Set(),
      };
      this.#people.set(userId, person);
      if (this.#live) this.#sink.participantJoined(infoOf(person));
      return;
    }
    if (displayName !== undefined) known.displayName = displayName;
    if (streams) {
      for (const mid of known.moderated)
        if (!streams.some((each) => each.mid === mid)) known.moderated.delete(mid);
      known.streams = streams.map((each) =>
        known.moderated.has(each.mid) ? { ...each, muted: true } : each,
      );
    }
    const { remoteId, sources } = infoOf(known);
    if (this.#live)
      this.#sink.participantUpdated({
        remoteId,
        displayName: known.displayName,
        ...(streams ? { sources } : {}),
      });
  }

  #moderate(userId: string, { mid, muted }: { readonly mid: string; readonly muted: boolean }): void {
    const person = this.#people.get(userId);
    const stream = person?.streams.find((each) => each.mid === mid);
    if (!person || !stream) return;
    if (muted) person.moderated.add(mid);
    else person.moderated.delete(mid);
    // Whoever describes streams says themselves when they are heard again; of others nobody would.
    if (!muted && stream.described) return;
    person.streams = person.streams.map((each) => (each === stream ? { ...each, muted } : each));
    const { remoteId } = person;
    if (this.#live) this.#sink.sourceMuted({ remoteId, source: stream.source, muted });
  }

  #leave(userId: string): void {
    const person = this.#people.get(userId);
    if (!person) return;
    this.#people.delete(userId);
    if (this.#live) this.#sink.participantLeft({ remoteId: person.remoteId });
  }
}

function infoOf({ remoteId, userId, displayName, streams }: Person): RemoteParticipantInfo {
  const sources = streams.map(({ source, muted }: { source: SourceKind; muted: boolean }) => ({
    source,
    muted,
  }));
  return { remoteId, userId, displayName, sources };
}
