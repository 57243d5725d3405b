/** Video codecs that the emulators can forward. */
export type EmulatorVideoCodec = 'VP8' | 'H264';
