import type { ParticipantView } from '@jackfield/svelte';

/** Whom a small window shows: who is pinned, then who shares a screen, then who spoke last, then who came first. */
export function floatingPerson<
  Person extends Pick<ParticipantView, 'id'> & { readonly screen: { readonly published: boolean } },
>(
  people: readonly Person[],
  { pinnedId, speakerId }: { readonly pinnedId: string | undefined; readonly speakerId: string | undefined },
): Person | undefined {
  return (
    people.find(({ id }) => id === pinnedId) ??
    people.find(({ screen }) => screen.published) ??
    people.find(({ id }) => id === speakerId) ??
    people[0]
  );
}
