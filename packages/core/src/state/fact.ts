import type { RtcDriverSink } from '../adapter/rtc-driver-sink.ts';
import type { JoinResult } from '../adapter/rtc-driver.ts';
import type { RtcError } from '../errors/rtc-error.ts';
import type { RtcSessionEvents, ScreenShareEndReason } from '../face/session-events.ts';
import type { SelfInfo } from '../face/session-snapshot.ts';
import type { CaptureState, PublicationStatus } from '../model/local-source-state.ts';
import type { RenderState, SubscriptionState } from '../model/participant.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import type { EndReason } from '../model/session-state.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { Identity } from './identity.ts';

/** Everything that can happen to a session's state, by name. */
export type Facts = DriverFacts & CoreFacts;

/** One thing that happened. Plain data but for tracks and errors, so that it can be recorded and replayed. */
export type Fact<Names extends keyof Facts = keyof Facts> = {
  readonly [Name in Names]: {
    readonly type: Name;
    readonly data: Facts[Name];
  } & (Name extends keyof DriverFacts ? OfLeg : object);
}[Names];

/** The facts that a driver reports, by the name of the sink's method. Signals bypass the reducer: they are many. */
export type DriverFacts = {
  readonly [Name in Exclude<keyof RtcDriverSink, 'signals'>]: Parameters<RtcDriverSink[Name]>[0];
};

/** An event of a switch. */
export type SwitchEvent = {
  readonly [Name in SwitchEventName]: { readonly name: Name; readonly event: RtcSessionEvents[Name] };
}[SwitchEventName];
type SwitchEventName = Extract<keyof RtcSessionEvents, `adapter-${string}`>;

/** The facts that there are with two legs only. */
export type TwoLegFactName = 'leadMoved' | 'renderMoved' | 'legClosed' | 'waitingExpired' | 'switchTold';

interface OfLeg {
  /** The leg that it is about. */
  readonly leg: number;
}

/** The facts that core itself finds out. */
interface CoreFacts {
  readonly joinStarted: SelfInfo;
  /** A leg has joined: the first one of the call, or another one beside it. */
  readonly joinSucceeded: OfLeg & { readonly result: JoinResult; readonly identity?: Identity | undefined };
  readonly joinFailed: object;
  readonly leaveStarted: object;
  /** Another leg carries the call from now on: names, roles and local publications are as it says. */
  readonly leadMoved: OfLeg;
  /** A source is rendered from another leg from now on. */
  readonly renderMoved: OfLeg & RemoteSourceKey;
  /** A leg is gone, while another one goes on. */
  readonly legClosed: OfLeg;
  /** Those who were missing after a restart were not reported in time. */
  readonly heldExpired: OfLeg;
  /** Nobody was found in time to be the same person as somebody new on a second leg. */
  readonly waitingExpired: OfLeg & { readonly remoteId: string };
  /** Something about a switch to another adapter is to be told. */
  readonly switchTold: SwitchEvent;
  readonly callEnded: { readonly reason: EndReason; readonly error?: RtcError | undefined };
  readonly selfChanged: Partial<SelfInfo>;
  /** The app knows the name of somebody whom the vendor announced without one. */
  readonly profileResolved: { readonly participantId: string; readonly displayName: string };
  readonly localChanged: CaptureState;
  readonly publicationChanged: OfLeg & {
    readonly source: SourceKind;
    readonly publication: PublicationStatus;
  };
  readonly subscriptionChanged: OfLeg & RemoteSourceKey & { readonly subscription: SubscriptionState };
  readonly renderChanged: RemoteSourceKey & { readonly render: RenderState };
  /** The browser refuses core's own elements, or the SDK of a leg, or does so no longer. */
  readonly playbackChanged: {
    readonly blocked: boolean;
    /** Of core's own elements only. */
    readonly interrupted?: boolean | undefined;
    readonly leg?: number | undefined;
  };
  readonly speakerChanged: { readonly speakerId: string };
  readonly screenShareEnded: { readonly reason: ScreenShareEndReason };
  readonly warning: { readonly error: RtcError };
}
