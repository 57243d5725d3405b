/** A piece of a text: a link where `href` is there. */
export interface TextPiece {
  readonly text: string;
  readonly href?: string;
}

// Addresses of the web alone: nobody gets a `javascript:` link by a message. What closes a sentence is no part of it.
const address = /https?:\/\/[^\s<>"'，。；！？、）】》]+[^\s<>"'.,;:!?)\]}，。；！？、）】》]/giu;

/** Cuts a text at the links in it. Joined, the pieces are the text. */
export function linksIn(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    if (!URL.canParse(found)) continue;
    if (index > end) pieces.push({ text: text.slice(end, index) });
    pieces.push({ text: found, href: new URL(found).href });
    end = index + found.length;
  }
  if (end < text.length || text === '') pieces.push({ text: text.slice(end) });
  return pieces;
}
