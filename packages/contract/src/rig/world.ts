import type { PageEvent, RtcErrorCode, SourceKind, VideoView } from '@jackfield/core';
import type { ParticipantKind, ParticipantPermissions } from '@jackfield/core/adapter';
import type { FarSide } from './far-side.ts';
import type { Side } from './side.ts';
import type { VendorOperation } from './world-action.ts';

/** Who a far side is. */
export interface FarSideInit {
  /** The app's id of that user. */
  readonly userId: string;
  /** Their name; the user id where left out. */
  readonly displayName?: string | undefined;
  /** What they are; a person where left out. */
  readonly kind?: ParticipantKind | undefined;
  /** What they publish from the start. */
  readonly sources?: readonly SourceKind[] | undefined;
  /** Tells whether they are without the key that the media of the room are encrypted with: all that a server has. */
  readonly withoutKey?: boolean | undefined;
  /** Tells whether its camera is 1280 × 720; small where left out, so that many fit on one machine. */
  readonly isLarge?: boolean | undefined;
  /** Whether its pictures have no frames but those of `showFrame`. In a world without real media none ever has others. */
  readonly still?: boolean | undefined;
}

/** What the vendor's servers and the far ends have of one own source. */
export interface Wire {
  /** Whether others see a publication of it. */
  readonly published: boolean;
  /** Whether others see it as muted. */
  readonly muted: boolean;
  /** Whether anything but silence or black leaves this side for it, by measurement. */
  readonly sending: boolean;
}

/** The encoding of a local source, as the sender has it. */
export interface WireEncoding {
  /** The most bits per second, of the largest encoding; undefined where nothing bounds it. */
  readonly maxBitrate: number | undefined;
  /** The most frames a second; undefined where nothing bounds them. */
  readonly maxFramerate: number | undefined;
  /** The frames that have left so far, of the largest encoding, and when that was counted, milliseconds; undefined where nobody counts. */
  readonly frames?: { readonly sent: number; readonly atMs: number } | undefined;
  /** The thing that is kept where bits are short; undefined where nobody can tell. */
  readonly degradationPreference?: string | undefined;
  /** The content that the encoder favours, `music` for sound that is; undefined where nobody can tell. */
  readonly contentHint?: string | undefined;
  /** The codec of each sender, in lower case without its kind: `vp8`; undefined where nobody can tell. */
  readonly codecs?: readonly string[] | undefined;
}

/**
 * Everything outside a session that a clause can bring about or look at. A rig does it at the vendor's end (a server, an
 * emulator, the bare SDK) wherever it can, so that a mistake that both ends of an adapter share is seen. All of it takes
 * effect before the promise resolves, as far as the world goes; what a session makes of it comes later.
 */
export interface World {
  /** Somebody else comes into the room. */
  farJoin(who: FarSideInit): Promise<FarSide>;

  /** The server throws a session out. */
  kick(side: Side): Promise<void>;
  /** The room is closed for everybody. */
  closeRoom(): Promise<void>;
  /** The whole service goes down in order. */
  shutdown(): Promise<void>;
  /** The server mutes an own source. */
  serverMute(side: Side, source: SourceKind): Promise<void>;
  /** The server ends an own publication. */
  serverUnpublish(side: Side, source: SourceKind): Promise<void>;
  /** What a session may do changes. */
  revoke(side: Side, permissions: ParticipantPermissions): Promise<void>;
  /** Recording of the room starts or stops. */
  record(recording: boolean): Promise<void>;
  /** The server refuses the next operation of that kind; the adapter should translate that to the code. */
  refuse(operation: VendorOperation, code: RtcErrorCode): Promise<void>;
  /** The vendor says that a session's credential ends soon. */
  expireCredential(side: Side, expiresInMs: number): Promise<void>;
  /** A session's credential has ended, and with it the call. */
  endCredential(side: Side): Promise<void>;
  /** An own publication is lost at the vendor. */
  losePublication(side: Side, source: SourceKind): Promise<void>;
  /** The browser refuses what the vendor's SDK plays by itself, until it is resumed. */
  blockVendorPlayback(side: Side): Promise<void>;
  /** The vendor does not answer the next operations of that kind, until the release that this gives. */
  hold(operation: VendorOperation): Promise<() => Promise<void>>;

  /** A session's way to the vendor is cut, and its adapter notices. */
  cut(side: Side, how?: { readonly reportLeaves?: boolean }): Promise<void>;
  /** The way is back: with everything as it was, or begun anew with new ids. */
  restore(side: Side, mode: 'resumed' | 'restarted'): Promise<void>;
  /** The way never comes back and the vendor gives up. */
  lose(side: Side): Promise<void>;

  /** The device of an own source is pulled out, or put back in. */
  setPlugged(side: Side, source: 'microphone' | 'camera', plugged: boolean): Promise<void>;
  /** Another program holds the device of an own source, or no longer does. */
  setBusy(side: Side, source: 'microphone' | 'camera', busy: boolean): Promise<void>;
  /** The system takes a device away for a while, as for a phone call, or gives it back. */
  interruptDevice(side: Side, source: 'microphone' | 'camera', interrupted: boolean): Promise<void>;
  /** The person allows or forbids a kind of device. */
  setPermission(side: Side, source: 'microphone' | 'camera', state: 'granted' | 'denied'): Promise<void>;
  /** What the person does with the next screen picker. */
  answerPicker(side: Side, answer: 'choose' | 'choose-without-audio' | 'cancel'): Promise<void>;
  /** The person stops sharing by the browser's own bar. */
  stopSharingFromBrowser(side: Side): Promise<void>;
  /** The person clicks somewhere: sound may play from then on. */
  gesture(side: Side): Promise<void>;
  /** Something happens to the page of a session. */
  page(side: Side, event: PageEvent): Promise<void>;
  /** New frames are shown in an element, if it has a picture. */
  showFrame(side: Side, view: VideoView): Promise<void>;
  /** Time passes, in milliseconds. */
  pass(ms: number): Promise<void>;

  /** What there is of an own source at the vendor. */
  wire(side: Side, source: SourceKind): Promise<Wire>;
  /** Returns how a local source is encoded now; undefined where nothing of it is sent. */
  encoding(side: Side, source: SourceKind): Promise<WireEncoding | undefined>;
  /** Whether anything comes for a remote track now; not for one that has ended. */
  arrives(track: MediaStreamTrack): Promise<boolean>;
  /** Tells whether what comes by a track is what that far side sends for that source: by a colour or a tone of its own. */
  carries(
    track: MediaStreamTrack,
    of: { readonly userId: string; readonly source: SourceKind },
  ): Promise<boolean>;
  /** Returns the size in which the picture of a remote track comes, in pixels; undefined while none does. */
  arrivingSize(
    track: MediaStreamTrack,
  ): Promise<{ readonly width: number; readonly height: number } | undefined>;
  /** How many vendor sessions of that user are in the room. */
  presences(userId: string): Promise<number>;
  /** What a session has open: tracks, listeners, timers, elements, connections. One line each; empty when all is gone. */
  leftovers(side: Side): Promise<readonly string[]>;
  /** Returns what was written to the console of a side's page, and what is new among its globals, one line each. */
  traces(side: Side): Promise<readonly string[]>;
  /** Returns how often the adapter of a side has asked the app for a credential. */
  credentials(side: Side): Promise<number>;
  /** What devices are open, how often any was asked for, and which second one can be chosen. */
  devices(side: Side): Promise<DeviceReport>;
  /** How many elements and vendor outputs play a remote source so that it can be heard. */
  audibleCopies(
    side: Side,
    track: { readonly participantId: string; readonly source: SourceKind },
  ): Promise<number>;
  /** What the vendor's SDK plays by itself for a session. */
  vendorOutput(side: Side): Promise<VendorOutput>;
}

/** The sound output of an SDK that plays by itself. */
export interface VendorOutput {
  /** The loudspeaker; empty for the default one. */
  readonly speakerId: string;
  /** Everything that can be heard, with its volume, 0…1. */
  readonly audible: readonly {
    readonly userId: string;
    readonly source: SourceKind;
    readonly volume: number;
  }[];
}

/** What a page does with devices. */
export interface DeviceReport {
  /** Kinds whose light is on. */
  readonly open: readonly ('microphone' | 'camera')[];
  /** What the page has told the system of its sound (`navigator.audioSession`), where it can. */
  readonly audioSession?: string | undefined;
  /** How often devices were asked for. */
  readonly requests: number;
  /** How often a screen was asked for. */
  readonly pickers: number;
  /** A device of each kind other than the default one. */
  readonly other: { readonly microphone: string; readonly camera: string };
}
