import type { RemoteParticipantInfo } from '../adapter/remote-participant-info.ts';
import type { PublicationStatus } from '../model/local-source-state.ts';
import type { ParticipantPermissions } from '../model/participant.ts';
import type { SourceKind } from '../model/source-kind.ts';
import { DraftMap } from './draft-map.ts';
import type { DriverFacts, Fact } from './fact.ts';
import type { Identity } from './identity.ts';

/** The state of one leg that has joined. The maps are live; everything in them is immutable. */
export interface LegState extends LegFields {
  /** The driver's ids to core's. */
  readonly ids: ReadonlyMap<string, string>;
  /** Leaves reported while the transport was down, by core's id: believed only when the roster after it says so. */
  readonly held: ReadonlyMap<string, string>;
  /** Facts about people whom the driver has not announced yet. */
  readonly early: ReadonlyMap<string, readonly Fact<keyof DriverFacts>[]>;
  /** Those who came on a second leg and may be somebody whom another leg has not told of yet, by the driver's id. */
  readonly waiting: ReadonlyMap<string, RemoteParticipantInfo>;
}

/** The fields that are replaced as a whole when one changes. */
export interface LegFields {
  readonly connection: 'joined' | 'reconnecting';
  /** The stage that each local source has reached on this leg. */
  readonly publications: Readonly<Partial<Record<SourceKind, PublicationStatus>>>;
  readonly identity: Identity;
  /** Tells whether the browser refuses the sound that the SDK of this leg plays by itself. */
  readonly playbackBlocked: boolean;
  /** The permissions of this side in its room, where the vendor says. */
  readonly permissions: ParticipantPermissions | undefined;
  /** Tells whether its room is being recorded. */
  readonly recording: boolean;
}

/** The changes that a fact makes to one leg. */
export class LegDraft {
  fields: LegFields;
  readonly ids: DraftMap<string, string>;
  readonly held: DraftMap<string, string>;
  readonly early: DraftMap<string, readonly Fact<keyof DriverFacts>[]>;
  readonly waiting: DraftMap<string, RemoteParticipantInfo>;

  constructor(leg: LegState) {
    this.fields = leg;
    this.ids = new DraftMap(leg.ids);
    this.held = new DraftMap(leg.held);
    this.early = new DraftMap(leg.early);
    this.waiting = new DraftMap(leg.waiting);
  }
}

/** A leg that has just joined. */
export function newLeg(identity: Identity = { attested: false }): LegState {
  return {
    connection: 'joined',
    publications: {},
    identity,
    playbackBlocked: false,
    permissions: undefined,
    recording: false,
    ids: new Map(),
    held: new Map(),
    early: new Map(),
    waiting: new Map(),
  };
}

/** The state of a leg after a draft of it. Its maps are changed in place. */
export function applyLeg(before: LegState, { fields, ids, held, early, waiting }: LegDraft): LegState {
  ids.apply(before.ids);
  held.apply(before.held);
  early.apply(before.early);
  waiting.apply(before.waiting);
  if (fields === before) return before;
  const { connection, publications, identity, playbackBlocked, permissions, recording } = fields;
  return { ...before, connection, publications, identity, playbackBlocked, permissions, recording };
}
