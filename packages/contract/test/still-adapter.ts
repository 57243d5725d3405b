import {
  portableIdPattern,
  type RtcAdapter,
  type RtcDriver,
  type RtcDriverSink,
} from '@jackfield/core/adapter';

/** A driver that never joins, with a state of its own that its methods reach by `this`. */
class StillDriver implements RtcDriver<number> {
  private readonly sink: RtcDriverSink;
  #syncs = 0;

  constructor(sink: RtcDriverSink) {
    this.sink = sink;
  }

  get native(): number {
    return this.#syncs;
  }

  doJoin(): Promise<never> {
    return Promise.reject(new Error('nobody is here'));
  }

  doLeave(): Promise<void> {
    return Promise.reject(new Error('not joined'));
  }

  doAbandon(): void {
    this.dispose();
  }

  doSyncLocal(): Promise<{ readonly failed: [] }> {
    this.#syncs += 1;
    return Promise.resolve({ failed: [] });
  }

  doReplaceTrack(): Promise<void> {
    return Promise.resolve();
  }

  doSetMuted(): Promise<void> {
    return Promise.resolve();
  }

  doSyncRemote(): Promise<void> {
    return Promise.resolve();
  }

  doSetRole(): Promise<void> {
    return Promise.resolve();
  }

  dispose(): void {
    this.sink.recordingChanged({ recording: false });
  }
}

/** A frozen adapter without any vendor behind it. */
export function createStillAdapter(): RtcAdapter {
  return Object.freeze({
    specificationVersion: 1,
    name: 'still',
    capabilities: Object.freeze({
      sources: ['microphone'],
      replaceTrack: 'seamless',
      placeholderNeeded: false,
      screenAudio: 'none',
      cameraWithScreen: false,
      remoteAudio: 'tracks',
      muteVisible: 'exact',
      roster: 'complete',
      duplicateIdentity: 'allowed',
      identity: 'claimed',
      subscriptionGranularity: 'source',
      messages: false,
      roles: ['host'],
      moderation: [],
      displayNames: false,
      simulcast: false,
      stats: false,
      endToEndEncryption: false,
      renewCredential: false,
      reconnect: 'none',
      audioRelayNeeded: false,
    } as const),
    limits: Object.freeze({
      userIdPattern: portableIdPattern,
      roomPattern: portableIdPattern,
      displayNameLength: 10,
    }),
    checkSupport: () => Promise.resolve({ supported: true, problems: [] }),
    preload: () => Promise.resolve(),
    createDriver: (sink: RtcDriverSink) => new StillDriver(sink),
  });
}
