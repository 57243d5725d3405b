/** The streams of a person, by the names of the wire. */
export type SourceKind = 'audio' | 'bigVideo' | 'smallVideo' | 'auxVideo';

/** The four streams. */
export const sourceKinds: readonly SourceKind[] = Object.freeze([
  'audio',
  'bigVideo',
  'smallVideo',
  'auxVideo',
]);

/** One flag for each stream. */
export type SourceFlags = Readonly<Record<SourceKind, boolean>>;

/** Flags that are all off. */
export const noSources: SourceFlags = Object.freeze({
  audio: false,
  bigVideo: false,
  smallVideo: false,
  auxVideo: false,
});
