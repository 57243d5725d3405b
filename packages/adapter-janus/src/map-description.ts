import { sourceKinds, type SourceKind } from '@jackfield/core/adapter';

const mutedWord = ' muted';

/** The description of a stream: what it shows, and whether it is muted. Janus gives it to everybody, and tells of its changes. */
export function toDescription({
  source,
  muted,
}: {
  readonly source: SourceKind;
  readonly muted: boolean;
}): string {
  return muted ? source + mutedWord : source;
}

/** Reads a description; undefined for one that was written by another kind of client. */
export function fromDescription(
  description: string | undefined,
): { readonly source: SourceKind; readonly muted: boolean } | undefined {
  if (description === undefined) return undefined;
  const muted = description.endsWith(mutedWord);
  const word = muted ? description.slice(0, -mutedWord.length) : description;
  const source = sourceKinds.find((kind) => kind === word);
  return source && { source, muted };
}
