import type { Participant } from '../model/participant.ts';
import { sourceKinds, type SourceKind } from '../model/source-kind.ts';
import type { Change } from './change.ts';
import { isDescribedAnew, merge } from './merge.ts';
import { presenceOn, renderedFrom, type Person, type Presence, type PresenceSource } from './person.ts';

/** Replaces a person, and tells what of them is another for the app. */
export function updatePerson(change: Change, person: Person): void {
  const before = person.participant;
  const { leading } = change.fields;
  const participant = merge(person, leading, before);
  change.people.set(before.id, participant === before ? person : { ...person, participant });
  if (participant === before) return;
  if (participant.sources !== before.sources) tellSources(change, before.sources, participant, person);
  if (isDescribedAnew(before, participant)) change.emit('participant-updated', { participant });
}

/** Replaces one presence of a person. */
export function updatePresence(change: Change, person: Person, presence: Presence): void {
  const { length } = person.presences;
  const presences =
    length === 1 ? [presence] : person.presences.map((each) => (each.leg === presence.leg ? presence : each));
  updatePerson(change, { ...person, presences });
}

/** Replaces one source of one presence; undefined takes it away. Stream and elements follow. */
export function updateSource(
  change: Change,
  { id, leg, source }: { readonly id: string; readonly leg: number; readonly source: SourceKind },
  next: PresenceSource | undefined,
): void {
  const person = change.people.get(id);
  const presence = person && presenceOn(person, leg);
  if (!presence) return;
  const before = presence.sources[source];
  const sources = next ? { ...presence.sources, [source]: next } : without(presence.sources, source);
  updatePresence(change, person, { ...presence, sources });
  showSource(change, id, source);
  if (!next) change.cause({ type: 'withdraw', leg, participantId: id, source });
  if (!next || !before) change.cause({ type: 'receive', leg, participantId: id });
}

/** Brings a source in line, and what comes from where it does. */
export function showSource(change: Change, participantId: string, source: SourceKind): void {
  change.cause({ type: 'show', participantId, source });
  if (source === 'microphone' && change.twoLegs && change.legs().length > 1)
    change.cause({ type: 'show', participantId, source: 'screen-audio' });
}

/** Tells what changed of somebody's sources, in the order in which it must be told. */
export function tellSources(
  change: Change,
  before: Participant['sources'],
  participant: Participant,
  person: Pick<Person, 'presences' | 'rendered'>,
): void {
  for (const source of sourceKinds) {
    const was = before[source];
    const is = participant.sources[source];
    if (was === is) continue;
    const wasReceived = was?.subscription.status === 'subscribed';
    const event = { participant, source };
    if (is && !was) change.emit('source-published', event);
    if (is && was && is.muted !== was.muted)
      change.emit('source-muted', { participant, source, muted: is.muted });
    if (wasReceived && is?.subscription.status !== 'subscribed') change.emit('source-unsubscribed', event);
    if (!is) {
      change.emit('source-unpublished', event);
      continue;
    }
    const { subscription } = is;
    if (subscription === was?.subscription) continue;
    if (subscription.status === 'failed')
      change.emit('subscription-failed', { ...event, error: subscription.error });
    const track = renderedFrom(person, source, change.fields.leading)?.sources[source]?.track;
    if (!wasReceived && track && subscription.status === 'subscribed')
      change.emit('source-subscribed', { ...event, track });
  }
}

function without(sources: Presence['sources'], source: SourceKind): Presence['sources'] {
  const { [source]: _, ...others } = sources;
  return others;
}
