import type { SourceKind } from '@jackfield/core';
import type {
  JoinRequest,
  JoinResult,
  LocalPublication,
  RtcAdapter,
  RtcDriver,
  RtcDriverSink,
} from '@jackfield/core/adapter';

/** One fact as a driver reported it. */
export type DriverFact<Names extends keyof RtcDriverSink = keyof RtcDriverSink> = {
  readonly [Name in Names]: {
    readonly name: Name;
    readonly fact: Parameters<RtcDriverSink[Name]>[0];
  };
}[Names];

/** A driver without a session: what core would keep from an app is seen here. */
export interface BareDriver {
  /** The app's id of its user. */
  readonly userId: string;
  /** The adapter that made it. */
  readonly adapter: RtcAdapter;
  /** The driver. */
  readonly driver: RtcDriver;
  /** Everything that it has reported, in order. */
  readonly facts: readonly DriverFact[];
  /** The facts of one name. */
  of<Name extends keyof RtcDriverSink>(name: Name): readonly Parameters<RtcDriverSink[Name]>[0][];
  /** Joins the rig's room as core would. */
  join(request?: Partial<JoinRequest>): Promise<JoinResult>;
  /** A live track of this page, as core would hand it over, under a publication. Not gated. */
  publication(
    source: SourceKind,
    how?: { readonly muted?: boolean },
  ): LocalPublication & { readonly track: MediaStreamTrack };
}
