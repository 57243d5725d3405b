/** The fate of a source whose device is gone. */
export type DeviceLossPolicy = 'mute' | 'next-device' | 'unpublish';
