const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Writes a text so that HTML takes nothing in it for its own. */
export const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/gu, (letter) => escapes[letter] ?? letter);
