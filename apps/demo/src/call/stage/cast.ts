import type { ParticipantView } from '@jackfield/svelte';
import type { CallUi } from '../call-ui.svelte.ts';

/** A tile of the stage. */
export type StageEntry =
  | { readonly kind: 'self'; readonly key: 'self' }
  | { readonly kind: 'own-screen'; readonly key: 'own-screen' }
  | { readonly kind: 'camera' | 'screen'; readonly key: string; readonly person: ParticipantView };

/** The own picture. */
export const selfEntry: StageEntry = { kind: 'self', key: 'self' };

/** The own screen share: among the others, never large by itself, since that would show itself in itself. */
export const ownScreenEntry: StageEntry = { kind: 'own-screen', key: 'own-screen' };

/** Everybody else, their screens before themselves. */
export function entriesOf(people: readonly ParticipantView[]): readonly StageEntry[] {
  return people.flatMap((person): StageEntry[] => [
    ...(person.screen.published ? [{ kind: 'screen' as const, key: `${person.id} screen`, person }] : []),
    { kind: 'camera', key: person.id, person },
  ]);
}

/** What is large: whoever is pinned, then a screen, then in speaker view whoever speaks; nothing in a grid. */
export function featuredOf(
  entries: readonly StageEntry[],
  { view, pinnedId }: Pick<CallUi, 'view' | 'pinnedId'>,
  speakerId: string | undefined,
): StageEntry | undefined {
  const of = (id: string | undefined): StageEntry | undefined =>
    entries.find((entry) => 'person' in entry && entry.person.id === id);
  const cameras = entries.filter(({ kind }) => kind === 'camera');
  return (
    (pinnedId === undefined ? undefined : of(pinnedId)) ??
    entries.find(({ kind }) => kind === 'screen') ??
    (view === 'speaker' ? (cameras.find(({ key }) => key === speakerId) ?? cameras[0]) : undefined)
  );
}
