/** Labels of the three streams that the SDK publishes; they become the ids of the received tracks. */
export type StreamLabel = 'sophon_audio' | 'sophon_video_camera_large' | 'sophon_video_screen_share';

/** The three labels, in the order in which the SDK offers them. */
export const streamLabels: readonly StreamLabel[] = Object.freeze([
  'sophon_audio',
  'sophon_video_camera_large',
  'sophon_video_screen_share',
]);

/** Whether a text from the wire is one of the labels that the emulator forwards. */
export function isStreamLabel(value: string): value is StreamLabel {
  return (streamLabels as readonly string[]).includes(value);
}

/** The media kind behind a label. */
export function kindOf(label: StreamLabel): 'audio' | 'video' {
  return label === 'sophon_audio' ? 'audio' : 'video';
}
