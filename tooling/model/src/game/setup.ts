/** The surroundings of one run: a vendor, a browser and the choices of an app. Plain data. */
export interface Setup {
  /** Milliseconds that operations take, the least and the most. Events take the least. */
  readonly latency: 'none' | 'even' | 'uneven';
  readonly replaceTrack: 'seamless' | 'none';
  readonly screenAudio: 'separate' | 'mixed' | 'none';
  readonly cameraWithScreen: boolean;
  readonly remoteAudio: 'tracks' | 'sdk-played' | 'one-mix';
  /** Whether the mute of a camera cannot be announced. */
  readonly cameraMute: 'announced' | 'silent';
  readonly roster: 'before' | 'with' | 'after';
  readonly duplicateIdentity: 'kicks-older' | 'rejects-newer';
  readonly audioRelayNeeded: boolean;
  /** The vendor's limit on subscriptions. */
  readonly limit: 'none' | 'two';
  readonly subscriptions: 'auto' | 'manual';
  readonly deviceLoss: 'mute' | 'next-device' | 'unpublish';
  readonly permission: 'granted' | 'prompt';
  /** Whether a second capture of a kind ends the first, as on phones. */
  readonly singleCapture: boolean;
  /** Whether sound needs a gesture first. */
  readonly playbackBlocked: boolean;
  /** A second vendor over which another leg may join: none, one like the first, or one of other habits. */
  readonly second: 'none' | 'same' | 'other';
}

/** What each part of a setup may be; the first is the plainest, to which counterexamples shrink. */
export const setupChoices: { readonly [Name in keyof Setup]: readonly Setup[Name][] } = {
  latency: ['none', 'even', 'uneven'],
  replaceTrack: ['seamless', 'none'],
  screenAudio: ['separate', 'mixed', 'none'],
  cameraWithScreen: [true, false],
  remoteAudio: ['tracks', 'sdk-played', 'one-mix'],
  cameraMute: ['announced', 'silent'],
  roster: ['with', 'after', 'before'],
  duplicateIdentity: ['kicks-older', 'rejects-newer'],
  audioRelayNeeded: [false, true],
  limit: ['none', 'two'],
  subscriptions: ['auto', 'manual'],
  deviceLoss: ['mute', 'next-device', 'unpublish'],
  permission: ['granted', 'prompt'],
  singleCapture: [false, true],
  playbackBlocked: [false, true],
  second: ['none', 'none', 'none', 'same', 'other'],
};

/** The latency of operations and events in milliseconds. */
export const latencies: Readonly<Record<Setup['latency'], readonly [number, number]>> = {
  none: [0, 0],
  even: [100, 100],
  uneven: [20, 80],
};
