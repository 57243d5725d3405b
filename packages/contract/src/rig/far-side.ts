import type { SourceKind } from '@jackfield/core';
import type { Side } from './side.ts';

/** Somebody else in the room, played by the rig: independent of the adapter under test wherever that is possible. */
export interface FarSide {
  /** The app's id of that user. */
  readonly userId: string;
  /** Publishes a source. */
  publish(source: SourceKind, how?: { readonly muted?: boolean }): Promise<void>;
  /** Ends a publication. */
  unpublish(source: SourceKind): Promise<void>;
  /** Mutes or unmutes a source. */
  setMuted(source: SourceKind, muted: boolean): Promise<void>;
  /** Sends another track for a source, as after a change of device. */
  replaceTrack(source: SourceKind): Promise<void>;
  /** Changes the name that others see. */
  rename(displayName: string): Promise<void>;
  /** Sends a message to everybody. */
  sendMessage(message: { readonly topic: string; readonly text: string }): Promise<void>;
  /** Leaves in order; or without withdrawing its sources first, as some vendors report it. */
  leave(how?: { readonly withoutUnpublish?: boolean }): Promise<void>;
  /** Vanishes without a word. */
  crash(): Promise<void>;
  /** Its transport is down. */
  interrupt(): Promise<void>;
  /** Its transport is back. */
  restore(): Promise<void>;
  /** Whether it receives anything but silence or black of a session's source now. */
  receives(side: Side, source: SourceKind): Promise<boolean>;
}
