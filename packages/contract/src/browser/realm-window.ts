/** The globals of a page, one's own or those of a frame of the same origin. */
export type RealmWindow = Window & typeof globalThis;

/** What making test media takes of a page. */
export type MediaPage = Pick<
  RealmWindow,
  | 'document'
  | 'setInterval'
  | 'clearInterval'
  | 'AudioContext'
  | 'OscillatorNode'
  | 'GainNode'
  | 'MediaStreamAudioDestinationNode'
>;

/** The media globals of a page as they are now, whatever is put in their place later. */
export function mediaPageOf(page: RealmWindow): MediaPage {
  return {
    document: page.document,
    setInterval: page.setInterval.bind(page),
    clearInterval: page.clearInterval.bind(page),
    AudioContext: page.AudioContext,
    OscillatorNode: page.OscillatorNode,
    GainNode: page.GainNode,
    MediaStreamAudioDestinationNode: page.MediaStreamAudioDestinationNode,
  };
}
