/** A place in a call. */
export interface Seat {
  readonly room: string;
  readonly userId: string;
}

/** Somebody in a call: over Jackfield, or over a vendor's SDK as its users write it. */
export interface Caller {
  join(seat: Seat): Promise<void>;
  /** Publishes what the devices give. */
  publish(sources: readonly Source[]): Promise<void>;
  /** Withdraws it. */
  unpublish(source: 'camera' | 'screen'): Promise<void>;
  /** Tells the others, and sends silence. */
  setMuted(muted: boolean): Promise<void>;
  leave(): Promise<void>;
}

/** What can be published. A screen comes with its sound where it has one. */
export type Source = 'camera' | 'screen' | 'microphone';

/** Opens a device as an app does. */
export function open(source: Source): Promise<MediaStream> {
  const { mediaDevices } = navigator;
  if (source === 'screen') return mediaDevices.getDisplayMedia();
  return mediaDevices.getUserMedia(source === 'camera' ? { video: true } : { audio: true });
}

/** Where the pictures of others go. */
export interface Views {
  /** The element that shows somebody's picture. */
  of(userId: string, source: 'camera' | 'screen'): HTMLVideoElement;
  /** What the sources of this page are like; SDKs are told in words of their own. */
  readonly picture: () => { readonly width: number; readonly height: number; readonly kind: string };
}
