// What docs/p2p-protocol.md says, written down a second time: nothing here comes from the adapter.

/** The sources, in the order of the transceivers. */
export const order = ['microphone', 'camera', 'screen', 'screen-audio'] as const;
/** A source. */
export type Source = (typeof order)[number];
/** Which media section carries which source. */
export type Mids = Readonly<Record<Source, string>>;

/** What a member publishes. */
export interface State {
  readonly revision: number;
  readonly sources: readonly { readonly source: Source; readonly muted: boolean }[];
}

/** A member as others see it. */
export interface MemberWords {
  readonly id: string;
  readonly userId: string;
  readonly displayName: string;
  readonly state: State;
}

/** What two members say to each other. */
export type Payload =
  | {
      readonly kind: 'description';
      readonly connection: number;
      readonly description: RTCSessionDescriptionInit;
      readonly mids?: Mids;
    }
  | { readonly kind: 'candidate'; readonly connection: number; readonly candidate: RTCIceCandidateInit }
  | { readonly kind: 'reconnect'; readonly connection: number }
  | {
      readonly kind: 'wants';
      readonly wants: {
        readonly revision: number;
        readonly sources: readonly {
          readonly source: Source;
          readonly size?: { readonly width: number; readonly height: number };
        }[];
      };
    }
  | { readonly kind: 'state'; readonly state: State }
  | { readonly kind: 'message'; readonly number: number; readonly topic: string; readonly text: string }
  | { readonly kind: 'received'; readonly number: number };

/** What happens in a room, whichever way it is told. */
export interface RoomListener {
  joined(member: MemberWords): void;
  left(id: string): void;
  state(id: string, state: State): void;
  signal(from: string, payload: Payload): void;
}

/** A way into a room. */
export interface Way {
  /** Resolves with the own id once in the room; the listener has been told of everybody by then. */
  enter(self: Omit<MemberWords, 'id'>, listener: RoomListener): Promise<string>;
  signal(to: string, payload: Payload): void;
  /** Resolves when it is out, as far as this way can tell. */
  state(state: State): Promise<void>;
  rename(displayName: string): Promise<void>;
  /** Acts on others. */
  moderate(action: string, target: string, source: Source): Promise<void>;
  leave(): Promise<void>;
  /** Vanishes without a word. */
  vanish(): void;
  /** Is cut off, and comes back. Not every way can. */
  interrupt?(): void;
  restore?(): Promise<void>;
}
