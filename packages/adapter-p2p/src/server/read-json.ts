/** How deep a frame may be nested. A session description is three deep; writing a few thousand levels exhausts the stack. */
export const deepestFrame = 32;

/** JSON that was read, or why it was not. */
export type ReadJson = { readonly value: unknown } | { readonly problem: string };

/** Reads JSON text that is at most `depth` lists and objects deep. Never throws, and repeats nothing of the text. */
export function readJson(text: string, depth: number = deepestFrame): ReadJson {
  if (isDeeperThan(text, depth)) return { problem: `The frame is nested more than ${depth} deep.` };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { problem: 'The frame is not JSON.' };
  }
}

/** Cuts the value of one property of an object out of its JSON text, as it stands there; the last one where it is there twice. */
export function propertyText(text: string, name: string): string | undefined {
  let depth = 0;
  let key = '""';
  let valueAt: number | undefined;
  let found: string | undefined;
  const end = (at: number): void => {
    if (valueAt !== undefined && JSON.parse(key) === name) found = text.slice(valueAt, at).trim();
    valueAt = undefined;
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      const last = endOfString(text, at);
      if (depth === 1 && valueAt === undefined) key = text.slice(at, last + 1);
      at = last;
    } else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      if (depth === 1) end(at);
      depth -= 1;
    } else if (depth === 1 && character === ':') valueAt = at + 1;
    else if (depth === 1 && character === ',') end(at);
  }
  return found;
}

function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at);
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > limit) return true;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return false;
}

/** Where the string that begins at `start` ends: its closing quotation mark, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
