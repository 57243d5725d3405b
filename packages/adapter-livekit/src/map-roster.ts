import {
  sourceKinds,
  type ParticipantKind,
  type ParticipantPermissions,
  type RemoteParticipantInfo,
  type RemotePublication,
  type SourceKind,
} from '@jackfield/core/adapter';
import type { LkParticipant, LkPermissions, LkRemoteParticipant } from './load-sdk.ts';

/** The vendor's words for sources. */
export const vendorSources: Readonly<Record<SourceKind, string>> = {
  microphone: 'microphone',
  camera: 'camera',
  screen: 'screen_share',
  'screen-audio': 'screen_share_audio',
};

const sourcesByWord = new Map(
  Object.entries(vendorSources).map(([source, word]) => [word, source as SourceKind] as const),
);

/** The vendor's numbers of sources in permissions. */
const sourcesByNumber: readonly (SourceKind | undefined)[] = [
  undefined,
  'camera',
  'microphone',
  'screen',
  'screen-audio',
];

const kinds: Readonly<Partial<Record<number, ParticipantKind>>> = { 2: 'recorder', 3: 'sip', 4: 'agent' };

/** The source that the vendor's word stands for; undefined for tracks of no known source. */
export function sourceOf(word: string): SourceKind | undefined {
  return sourcesByWord.get(word);
}

/** What somebody publishes; the first of several tracks of one source counts. */
export function mapSources(participant: LkRemoteParticipant): readonly RemotePublication[] {
  const found = new Map<SourceKind, RemotePublication>();
  for (const publication of participant.trackPublications.values()) {
    const source = sourceOf(publication.source);
    if (source && !found.has(source)) found.set(source, { source, muted: publication.isMuted });
  }
  return [...found.values()];
}

/** Permissions in words. Who may moderate is not among them: the app's own server decides that. */
export function mapPermissions(
  permissions: LkPermissions,
  { moderates }: { readonly moderates: boolean } = { moderates: false },
): ParticipantPermissions {
  const named = permissions.canPublishSources.map((number) => sourcesByNumber[number]);
  const publish = named.length === 0 ? sourceKinds : sourceKinds.filter((source) => named.includes(source));
  return {
    publish: permissions.canPublish ? publish : [],
    subscribe: permissions.canSubscribe,
    sendMessages: permissions.canPublishData,
    moderate: moderates,
  };
}

/**
 * The own permissions. Who may moderate is for the app's own server to say: where the app can ask it, everybody may try whose token
 * or whom the server has not given the attribute `moderate` with the value `no`.
 */
export function mapOwnPermissions(
  { permissions, attributes }: Pick<LkParticipant, 'permissions' | 'attributes'>,
  { moderates }: { readonly moderates: boolean },
): ParticipantPermissions | undefined {
  return (
    permissions && mapPermissions(permissions, { moderates: moderates && attributes['moderate'] !== 'no' })
  );
}

/** The role that the token or the server gave as the attribute `role`: the vendor has no word of its own. */
export function roleOf(attributes: Readonly<Record<string, string>>): string | undefined {
  return attributes['role'] || undefined;
}

/** Somebody as core takes them. */
export function mapParticipant(participant: LkRemoteParticipant): RemoteParticipantInfo {
  return {
    remoteId: participant.sid,
    userId: participant.identity,
    displayName: participant.name ?? '',
    kind: kinds[participant.kind] ?? 'person',
    role: roleOf(participant.attributes),
    permissions: participant.permissions && mapPermissions(participant.permissions),
    sources: mapSources(participant),
  };
}
