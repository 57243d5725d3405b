// Types alone: the adapter's package describes the SDK for the whole repository, and needs this one in its tests.
import type { AliRtcEngine, AliRtcEngineConstructor } from '../../../adapter-aliyun/src/sdk-types/engine.ts';

/** What the SDK's events carry, as far as the tests look at it. */
export interface SdkEvent {
  readonly name: string;
  readonly payload: unknown;
}

/** Outcome of an SDK call: a rejection is described without touching what may be circular in it. */
export type SdkOutcome =
  | { readonly settled: 'resolved'; readonly value: unknown }
  | {
      readonly settled: 'rejected';
      readonly errorCode?: number;
      readonly code?: number;
      readonly message?: string;
    }
  | { readonly settled: 'pending' };

/** What is seen and heard of a remote user. */
export interface RemoteView {
  readonly trackIds: readonly string[];
  /** Hue of the picture in degrees; `undefined` before a frame with colour. */
  readonly hue: number | undefined;
  readonly screenHue: number | undefined;
  readonly width: number;
  /** Loudest frequency in Hz; 0 while silent. */
  readonly toneHz: number;
}

/** What the test page offers to the tests. */
export interface Harness {
  create(name: string): void;
  engine(name: string): AliRtcEngine;
  /** Gives an engine a coloured picture, a tone, and a screen in another colour, all made in the page. */
  prepare(
    name: string,
    media: { hue: number; toneHz: number; screenHue?: number; size?: number; fps?: number },
  ): void;
  /** Calls a method; says `pending` if it has not settled after `patienceMs`. */
  call(name: string, method: string, args: readonly unknown[], patienceMs: number): Promise<SdkOutcome>;
  events(name: string): readonly SdkEvent[];
  /** Resolves with the first event, past or future, of this name (and about this user, if given). */
  waitForEvent(
    name: string,
    event: string,
    options: { userId?: string; errorCode?: number; timeoutMs: number },
  ): Promise<SdkEvent>;
  view(name: string, userId: string): RemoteView;
  /** Resolves when the view is as wanted, or rejects saying what it was last. */
  waitForView(
    name: string,
    userId: string,
    wanted: { hue?: number; screenHue?: number; toneHz?: number; silent?: boolean; timeoutMs: number },
  ): Promise<RemoteView>;
}

declare global {
  interface Window {
    harness: Harness;
    AliRtcEngine: AliRtcEngineConstructor;
  }
}
