/** One or two letters for a name; an emoji or a letter of any script counts as one. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked.map((word) => firstOf(word ?? '').toLocaleUpperCase()).join('') || '?';
}

/** A hue in degrees, the same for the same text. */
export function hueOf(text: string): number {
  let hash = 0;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  // By the golden angle, so that ids that are alike ("guest-1", "guest-2") are not.
  return (hash * 137.508) % 360;
}

const letters = new Intl.Segmenter();

function firstOf(word: string): string {
  const [first] = letters.segment(word);
  return first?.segment ?? '';
}
