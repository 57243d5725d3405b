import type { Server } from 'node:http';
import type { MemberSource } from '../protocol/member-state.ts';
import type { VerifyCredential } from './admission.ts';
import type { SignallingFailure } from './last-catch.ts';
import type { SlowReader } from './queue-budget.ts';
import type { ServerClock } from './server-clock.ts';
import type { SignallingLimits } from './signalling-limits.ts';

/** How a signalling server runs. Give either `server` or `port`. */
export interface SignallingServerOptions {
  /** An HTTP(S) server to share; only upgrades on `path` are taken, everything else is left alone. */
  readonly server?: Server | undefined;
  /** A port to listen on; 0 for any. */
  readonly port?: number | undefined;
  /** The address to listen on with `port`. `127.0.0.1` where left out. */
  readonly host?: string | undefined;
  /** The path of the WebSocket. `/signalling` where left out. */
  readonly path?: string | undefined;
  /**
   * Checks credentials. Where left out the server is in development mode: anybody may enter any room under any name and
   * moderate it, and says so in `developmentMode`. Never run it like that in public.
   */
  readonly verify?: VerifyCredential | undefined;
  /**
   * The origins of pages that may connect, e.g. `https://call.example`, or a test. Where left out every origin may; a
   * browser names it truthfully, other clients need not.
   */
  readonly origins?: readonly string[] | ((origin: string | undefined) => boolean) | undefined;
  /** Overrides of `defaultSignallingLimits`. */
  readonly limits?: Partial<SignallingLimits> | undefined;
  /**
   * Proxies in front that each add to `X-Forwarded-For`: the bounds per address count for the address that many entries from its
   * end. 0 where left out: the header is not read.
   */
  readonly trustedHops?: number | undefined;
  /** How often a sign of life is sent and expected, milliseconds. 5000 where left out. */
  readonly heartbeatMs?: number | undefined;
  /** How long a lost member may come back before the others see it leave, milliseconds. 10 000 where left out. */
  readonly resumeMs?: number | undefined;
  /** How long a socket may be without a join, milliseconds. 5000 where left out. */
  readonly joinMs?: number | undefined;
  /**
   * Told when handling a client's input failed: a defect of the server or of a callback, which cost that client its connection and
   * nobody else anything. For a log; it holds nothing that a person wrote.
   */
  readonly onFailure?: ((failure: SignallingFailure) => void) | undefined;
  /** Told when a receiver is cut because it does not read what waits for it. For a log; it says nothing of who that is. */
  readonly onSlowReader?: ((cut: SlowReader) => void) | undefined;
  /** Time and timers. Node's where left out. */
  readonly clock?: ServerClock | undefined;
}

/** A running signalling server. */
export interface SignallingServer {
  /** Whether nobody checks credentials. */
  readonly developmentMode: boolean;
  /** Resolves when it takes connections, with the port. Rejects when it cannot listen. */
  readonly listening: Promise<{ readonly port: number }>;
  /** Who is where. */
  rooms(): readonly {
    readonly room: string;
    readonly members: readonly {
      readonly id: string;
      readonly userId: string;
      readonly connected: boolean;
    }[];
  }[];
  /** Who is in a room as a user, if anybody: what `verify` is told, too. */
  present(
    room: string,
    userId: string,
  ): { readonly holder?: string | undefined; readonly connected: boolean } | undefined;
  /** Sockets open now, joined or not. */
  readonly sockets: number;
  /** Handlers that failed since the start; each is a defect that was contained. */
  readonly failures: number;
  /** Bytes that wait for receivers, in sockets and for resumption. */
  readonly queuedBytes: number;
  /** Receivers that were cut as `slow-reader` since the start because too much waited for them. */
  readonly slowReaders: number;
  /** Mutes what a user sends, as a moderator of the room would; false where they are not in it. */
  mute(target: { readonly room: string; readonly userId: string; readonly source: MemberSource }): boolean;
  /** Removes a user from a room; false where they are not in it. */
  kick(room: string, userId: string): boolean;
  /** Ends a room for everybody in it; false where there is none. */
  closeRoom(room: string): boolean;
  /** Ends all memberships as `server-shutdown` and stops. A shared HTTP server keeps running. */
  close(): Promise<void>;
}
