import type { RemoteParticipantInfo } from '../adapter/remote-participant-info.ts';
import type { Participant, ParticipantKind, SubscriptionState } from '../model/participant.ts';
import type { SourceKind } from '../model/source-kind.ts';

/** A person in the room, however many legs they are there on. Never changed in place. */
export interface Person {
  /** The app's view of them, merged from their presences. */
  readonly participant: Participant;
  /** One for each leg that they are there on; never empty. */
  readonly presences: readonly Presence[];
  /** The legs that sources were moved to. The others are rendered from the leading leg, or where they are published. */
  readonly rendered: Readonly<Partial<Record<SourceKind, number>>>;
  /** The name that the app found for somebody whom no vendor names. */
  readonly resolvedName: string;
}

/** A person as one leg tells of them. Never changed in place. */
export interface Presence {
  /** The leg. */
  readonly leg: number;
  /** The id that its driver has for them. */
  readonly remoteId: string;
  readonly userId: string;
  readonly displayName: string;
  readonly kind: ParticipantKind;
  readonly role: string | undefined;
  readonly permissions: Participant['permissions'];
  readonly connection: Participant['connection'];
  readonly sources: Readonly<Partial<Record<SourceKind, PresenceSource>>>;
  /** The number of times that each message came over this leg, while they are on two: each comes twice. */
  readonly heard?: ReadonlyMap<string, number> | undefined;
}

/** A source that somebody publishes on one leg, and how far the subscription there has come. */
export interface PresenceSource {
  readonly muted: boolean;
  readonly subscription: SubscriptionState;
  /** The track that is received of it. */
  readonly track?: MediaStreamTrack | undefined;
}

/** A source that has just been published: nobody has asked for it. */
export function published(muted: boolean): PresenceSource {
  return { muted, subscription: notWanted };
}
const notWanted: SubscriptionState = { status: 'not-subscribed', reason: 'not-wanted' };

/** Makes the presence of a person as a driver has just reported them. */
export function presenceOf(leg: number, info: RemoteParticipantInfo): Presence {
  const sources: Partial<Record<SourceKind, PresenceSource>> = {};
  for (const { source, muted } of info.sources) sources[source] = published(muted);
  return {
    leg,
    remoteId: info.remoteId,
    userId: info.userId,
    displayName: info.displayName ?? '',
    kind: info.kind ?? 'person',
    role: info.role,
    permissions: info.permissions,
    connection: info.connection ?? 'connected',
    sources,
  };
}

/** The presence of somebody on a leg. */
export function presenceOn({ presences }: Person, leg: number): Presence | undefined {
  const [first] = presences;
  return first?.leg === leg ? first : presences.find((presence) => presence.leg === leg);
}

/**
 * The presence that a source is rendered from: the leg that it was moved to, then the leading one, then any that has it. The sound of a
 * screen comes from where the voice does: on another leg it may be in the voice, and would be heard twice.
 */
export function renderedFrom(
  person: Pick<Person, 'presences' | 'rendered'>,
  source: SourceKind,
  leading: number | undefined,
): Presence | undefined {
  const voice = source === 'screen-audio' && find(person, 'microphone', leading);
  if (!voice) return find(person, source, leading);
  return voice.sources[source] && voice;
}

function find(
  { presences, rendered }: Pick<Person, 'presences' | 'rendered'>,
  source: SourceKind,
  leading: number | undefined,
): Presence | undefined {
  let found: Presence | undefined;
  for (const presence of presences) {
    if (!presence.sources[source]) continue;
    if (presence.leg === rendered[source]) return presence;
    if (!found || (presence.leg === leading && found.leg !== leading)) found = presence;
  }
  return found;
}
