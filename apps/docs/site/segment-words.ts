/**
 * Splits a text into the words that a search finds, in Chinese as in English. Whole words of a language without spaces are found by
 * `Intl.Segmenter`; where a browser has none, each character is a word. Stands by itself: the site sends it to the browser as text.
 */
export function segmentWords(text: string): string[] {
  const words: string[] = [];
  const isChinese = /\p{Script=Han}/u;
  // Names of code are found whole and by their parts: RtcSession, rtc, session.
  for (const part of text.split(/[^\p{L}\p{N}_$-]+/u)) {
    if (part === '') continue;
    if (!isChinese.test(part)) {
      words.push(part);
      const pieces = part.split(/[-_]+|(?<=[a-z0-9])(?=[A-Z])/u).filter((piece) => piece.length > 1);
      if (pieces.length > 1) words.push(...pieces);
      continue;
    }
    if (typeof Intl.Segmenter === 'function') {
      for (const { segment, isWordLike } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(part))
        if (isWordLike === true) words.push(segment);
    } else words.push(...Array.from(part));
  }
  return words;
}
