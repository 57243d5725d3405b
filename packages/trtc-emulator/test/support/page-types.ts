/** What the SDK's events carry, as far as the tests look at it. */
export interface SdkEvent {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Outcome of an SDK call. */
export type SdkOutcome =
  | { readonly settled: 'resolved'; readonly ms: number }
  | {
      readonly settled: 'rejected';
      readonly ms: number;
      readonly code: number | undefined;
      readonly extraCode: number | undefined;
      readonly message: string;
    }
  | { readonly settled: 'pending'; readonly ms: number };

/** What is seen and heard of a remote user. */
export interface RemoteView {
  /** Hue of the camera's picture in degrees; `undefined` before a frame with colour. */
  readonly hue: number | undefined;
  readonly screenHue: number | undefined;
  readonly width: number;
  /** Loudest frequency in Hz; 0 while silent. */
  readonly toneHz: number;
}

/** What a user shows and sounds like. */
export interface Look {
  readonly hue?: number;
  readonly toneHz?: number;
  readonly screenHue?: number;
  readonly size?: number;
  /** Publishes a small picture beside the big one. */
  readonly small?: boolean;
}

/** The SDK's instance, as far as the tests use it. */
export interface SdkInstance {
  on(name: string, listener: (payload: unknown) => void): void;
  getVideoTrack(of: { userId: string; streamType: string }): MediaStreamTrack | null;
  getAudioTrack(of: { userId: string }): MediaStreamTrack | null;
  startLocalVideo(how: unknown): Promise<unknown>;
  startLocalAudio(how: unknown): Promise<unknown>;
  startScreenShare(how: unknown): Promise<unknown>;
}

/** What the test page offers to the tests. */
export interface Harness {
  create(name: string): void;
  /** Publishes a coloured picture, a tone and a screen in another colour, all made in the page. */
  publish(name: string, look: Look): Promise<void>;
  call(name: string, method: string, args: readonly unknown[], patienceMs: number): Promise<SdkOutcome>;
  /** Sends a text to the room. */
  send(name: string, cmdId: number, text: string): Promise<void>;
  events(name: string): readonly SdkEvent[];
  /** Resolves with the first event, past or future, whose payload holds these values. */
  waitForEvent(
    name: string,
    event: string,
    wanted: { fields: Readonly<Record<string, unknown>>; after: number; timeoutMs: number },
  ): Promise<SdkEvent>;
  waitForView(
    name: string,
    userId: string,
    wanted: {
      hue?: number;
      screenHue?: number;
      toneHz?: number;
      silent?: boolean;
      width?: number;
      timeoutMs: number;
    },
  ): Promise<RemoteView>;
}

declare global {
  interface Window {
    harness: Harness;
    TRTC: {
      create(options?: unknown): SdkInstance;
      setLogLevel(level: number, upload: boolean): void;
      EVENT: Readonly<Record<string, string>>;
    };
  }
}
