import type { Participant, ParticipantPermissions, RemoteSourceInfo } from '../model/participant.ts';
import { sourceKinds, type SourceKind } from '../model/source-kind.ts';
import { renderedFrom, type Person, type Presence } from './person.ts';

/**
 * One participant of all presences of a person. Muted, subscribed and interrupted are what the rendered presence is; name, role and
 * permissions are those of the leading leg. Gives `before` itself where nothing differs, and what stays the same of it.
 */
export function merge(
  person: Pick<Person, 'presences' | 'rendered' | 'resolvedName'>,
  leading: number | undefined,
  before: Participant,
): Participant {
  const { presences, resolvedName } = person;
  const lead = presences.find(({ leg }) => leg === leading) ?? presences[0];
  if (!lead) return before;
  const sources: Partial<Record<SourceKind, RemoteSourceInfo>> = {};
  let interrupted: boolean | undefined;
  let same = true;
  for (const source of sourceKinds) {
    const presence = renderedFrom(person, source, leading);
    const told = presence?.sources[source];
    const known = before.sources[source];
    if (!presence || !told) {
      if (known) same = false;
      continue;
    }
    interrupted ||= isInterrupted(presence);
    const { muted, subscription } = told;
    if (known?.muted === muted && known.subscription === subscription) sources[source] = known;
    else {
      sources[source] = { source, muted, subscription, render: known?.render ?? 'none' };
      same = false;
    }
  }
  const participant: Participant = {
    id: before.id,
    userId: lead.userId,
    displayName: lead.displayName || resolvedName || (presences.find(hasName)?.displayName ?? ''),
    kind: lead.kind,
    role: lead.role,
    permissions: lead.permissions,
    existing: before.existing,
    connection: (interrupted ?? isInterrupted(lead)) ? 'interrupted' : 'connected',
    sources: same ? before.sources : sources,
  };
  return same && !isDescribedAnew(before, participant) ? before : participant;
}

const hasName = ({ displayName }: Presence): boolean => displayName !== '';
const isInterrupted = ({ connection }: Presence): boolean => connection === 'interrupted';

/** Tells whether what describes somebody differs. By value: a driver that reports whole people makes new permissions each time. */
export function isDescribedAnew(one: Participant, other: Participant): boolean {
  return (
    one.displayName !== other.displayName ||
    one.role !== other.role ||
    one.connection !== other.connection ||
    one.kind !== other.kind ||
    one.userId !== other.userId ||
    !samePermissions(one.permissions, other.permissions)
  );
}

function samePermissions(
  one: ParticipantPermissions | undefined,
  other: ParticipantPermissions | undefined,
): boolean {
  if (one === other) return true;
  return (
    one !== undefined &&
    other !== undefined &&
    one.subscribe === other.subscribe &&
    one.sendMessages === other.sendMessages &&
    one.moderate === other.moderate &&
    one.publish.length === other.publish.length &&
    one.publish.every((source, index) => source === other.publish[index])
  );
}
