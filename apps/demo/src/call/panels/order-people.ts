import type { ParticipantView } from '@jackfield/svelte';

/** People of this many or more are searched. */
export const longList = 8;

/** Puts those whose hand is up first, in the order in which it went up, and leaves those whose name has the words. */
export function orderPeople<
  Person extends Pick<ParticipantView, 'id'> & { readonly info: { readonly displayName: string } },
>(
  people: readonly Person[],
  { hands, search }: { readonly hands: readonly string[]; readonly search: string },
): readonly Person[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  const found = people.filter(({ info }) => {
    const name = plain(info.displayName);
    return words.every((word) => name.includes(word));
  });
  const first = hands.flatMap((id) => found.filter((person) => person.id === id));
  return [...first, ...found.filter((person) => !first.includes(person))];
}

/** Without case and accents. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLocaleLowerCase();
}
