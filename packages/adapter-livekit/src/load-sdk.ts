import type * as Livekit from 'livekit-client';
import type {
  LocalTrack,
  Participant,
  RemoteTrackPublication,
  Room,
  RoomEventCallbacks,
} from 'livekit-client';
import { errors } from './map-errors.ts';

/** The SDK as an app gives it, the module `livekit-client`, without the SDK's own declarations: they need more than a strict compiler allows. */
export interface LivekitModule<Native = unknown> {
  /** The class of rooms. */
  readonly Room: LivekitRoomClass<Native>;
}

/** The class `Room` of the module. */
export type LivekitRoomClass<Native = unknown> = new (...given: never[]) => Native;

/** The SDK as a module: what `import('livekit-client')` gives. */
export type LivekitSdk = typeof Livekit;

/** A room of the SDK's. */
export type LivekitRoom = Room;

/** A track of the SDK's that is published. */
export type LivekitTrack = LocalTrack;

/** The options of a publication. */
export type LkPublishOptions = Livekit.TrackPublishOptions;

/** What an encrypted room is made with. */
export type LivekitE2ee = Livekit.E2EEOptions;

/** The room's events, as the SDK has them. */
export type LkEvents = RoomEventCallbacks;

/** What somebody may do, as their token or the server says. `canPublishSources` are numbers; none for all. */
export type LkPermissions = Pick<
  NonNullable<Participant['permissions']>,
  'canPublish' | 'canSubscribe' | 'canPublishData'
> & { readonly canPublishSources: readonly number[] };

/** Anybody in the room: what is read of them. */
export type LkParticipant = Pick<Participant, 'sid' | 'identity' | 'name' | 'attributes'> & {
  readonly kind: number;
  readonly permissions?: LkPermissions | undefined;
  readonly connectionQuality: string;
};

/** Somebody else. */
export type LkRemoteParticipant = LkParticipant & {
  readonly trackPublications: ReadonlyMap<string, LkRemotePublication>;
};

/** Something that somebody else publishes. */
export type LkRemotePublication = Pick<
  RemoteTrackPublication,
  'trackSid' | 'isMuted' | 'isDesired' | 'isEncrypted' | 'setSubscribed' | 'setVideoDimensions'
> & { readonly source: string; readonly track?: LkTrack | undefined };

/** A track of either side. */
export type LkTrack = Pick<LocalTrack, 'mediaStreamTrack' | 'getRTCStatsReport'>;

/** A track that is published. */
export type LkLocalTrack = LkTrack &
  Pick<LocalTrack, 'isMuted'> & {
    mute(): Promise<unknown>;
    unmute(): Promise<unknown>;
    replaceTrack(track: MediaStreamTrack, userProvidedTrack: boolean): Promise<unknown>;
  };

/** Who is in a room, and which one it is: a server that has lost the room makes a new one with another id. */
export type LkRoster = Pick<Room, 'name'> & {
  readonly localParticipant: LkParticipant;
  /** The others, by identity. Filled without events before `connect` resolves. */
  readonly remoteParticipants: ReadonlyMap<string, LkRemoteParticipant>;
  readonly engine: {
    readonly latestJoinResponse?: { readonly room?: { readonly sid: string } | undefined } | undefined;
  };
};

/** Loads the SDK: what the app gives, or the package that is installed beside this one. Rejects `sdk-missing` where it is not there. */
export async function loadSdk(load: (() => Promise<LivekitModule>) | undefined): Promise<LivekitSdk> {
  try {
    // The SDK of an app keeps the level that the app gave it.
    if (load) return (await load()) as LivekitSdk;
    // A bundler takes an import in a `try` for one that may be missing: it says so, and goes on.
    const sdk = await import('livekit-client');
    hush(sdk);
    return sdk;
  } catch (cause) {
    const message =
      'livekit-client could not be loaded. Install it (npm install livekit-client, 2.18 to 2.23), or give `sdk` a function that loads it.';
    throw errors.make('sdk-missing', message, { cause });
  }
}

let hushed = false;

/**
 * Ends what the SDK tells the console of a call that goes well: its address, and a warning where a call is left while it negotiates
 * (measured). Once only: an app that wants to read
 * it calls the SDK's `setLogLevel` afterwards.
 */
function hush({ setLogLevel, LogLevel }: LivekitSdk): void {
  if (hushed) return;
  hushed = true;
  setLogLevel(LogLevel.error);
}
