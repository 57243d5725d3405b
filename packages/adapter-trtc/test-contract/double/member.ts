/** The sources that the vendor has. */
export type Slot = 'microphone' | 'camera' | 'screen';

/** One publication as the service lists it. */
export interface Listed {
  readonly muted: boolean;
}

/** What a member is told, in order. */
export type Notice =
  | { readonly event: 'list'; readonly member: Member }
  | { readonly event: 'enter' | 'exit'; readonly member: Member }
  | { readonly event: 'message'; readonly member: Member; readonly cmdId: number; readonly data: ArrayBuffer }
  | { readonly event: 'out'; readonly reason: 'kick' | 'banned' | 'room_disband' };

/** Somebody in a room, with an instance or without. */
export interface Member {
  readonly userId: string;
  /** Those who only watch are told of to nobody. */
  readonly watches: boolean;
  /** What is published now. */
  readonly listed: ReadonlyMap<Slot, Listed>;
  /** Tells whether anything but silence or black arrives at others for it. */
  sends(slot: Slot): boolean;
  /** Called some time after the fact. */
  notify(notice: Notice): void;
}

/** Returns the slot that the SDK means by a type of stream. */
export function slotOf(streamType: 'main' | 'sub'): Slot {
  return streamType === 'sub' ? 'screen' : 'camera';
}
