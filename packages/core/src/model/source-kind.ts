/**
 * The thing that a track shows or carries. One participant has at most one source of each kind; a vendor that announces a
 * screen share as a second person is folded back into this by its adapter.
 */
export type SourceKind = 'microphone' | 'camera' | 'screen' | 'screen-audio';

/** All source kinds, in the order in which core lists them everywhere. */
export const sourceKinds: readonly SourceKind[] = ['microphone', 'camera', 'screen', 'screen-audio'];

/** The track kind that carries a source. */
export function mediaKindOf(source: SourceKind): 'audio' | 'video' {
  return source === 'microphone' || source === 'screen-audio' ? 'audio' : 'video';
}
