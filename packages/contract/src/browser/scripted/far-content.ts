import { mediaKindOf, type SourceKind } from '@jackfield/core/adapter';

/** The colour or the tone of a source. */
export type Content = { readonly hue: number } | { readonly tone: number };

/** People whom clauses tell apart by what they show; everybody else looks like the last one. */
const people: readonly string[] = ['zoe', 'yan', 'xia'];

/**
 * Returns what a source of a far side shows or sings, so that people and sources can be told apart: a hue in degrees or a tone in
 * hertz. Sounds are no multiples of each other.
 */
export function farContent(userId: string, source: SourceKind): Content {
  const index = people.indexOf(userId);
  const person = index < 0 ? people.length : index;
  if (mediaKindOf(source) === 'video') return { hue: (source === 'camera' ? 30 : 210) + 40 * person };
  return { tone: (source === 'microphone' ? 600 : 1_700) + 190 * person };
}
