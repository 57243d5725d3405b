import type { RealmWindow } from '../realm-window.ts';
import { beyond, type Closable, type Residue } from '../residue.ts';

/** What a page opened and has not closed. */
export interface Opened {
  /** Peer connections that are not closed. */
  readonly peerConnections: readonly RTCPeerConnection[];
  /** What is open, one line a kind; not where no more of a kind is open than was declared. */
  lines(residue: readonly Residue[]): readonly string[];
}

const isOpen: Readonly<Record<Closable, (each: object) => boolean>> = {
  RTCPeerConnection: (each) => Reflect.get(each, 'connectionState') !== 'closed',
  // Opening or open; closing is on its way and needs nobody.
  WebSocket: (each) => Number(Reflect.get(each, 'readyState')) < 2,
  BroadcastChannel: () => true,
  AudioContext: (each) => Reflect.get(each, 'state') !== 'closed',
};

/** Counts everything that has a `close()`, from now on. */
export function countOpened(page: RealmWindow): Opened {
  const kinds: readonly Closable[] = ['RTCPeerConnection', 'WebSocket', 'BroadcastChannel', 'AudioContext'];
  const open = new Map(kinds.map((kind) => [kind, watch(page, kind)] as const));
  const of = (kind: Closable): readonly object[] =>
    [...(open.get(kind) ?? [])].filter((each) => isOpen[kind](each));
  return {
    get peerConnections() {
      return of('RTCPeerConnection') as readonly RTCPeerConnection[];
    },
    lines: (residue) =>
      kinds.flatMap((kind) => {
        const count = beyond(residue, kind, of(kind).length);
        return count === 0 ? [] : [`${kind}: ${String(count)}`];
      }),
  };
}

/** Puts a constructor in the place of the platform's that remembers what was not closed. */
function watch(page: RealmWindow, kind: Closable): ReadonlySet<object> {
  const open = new Set<object>();
  const Native = page[kind];
  const Counted = new Proxy(Native, {
    construct(target, given: unknown[], newTarget) {
      const made = Reflect.construct(target, given, newTarget) as object;
      open.add(made);
      return made;
    },
  });
  const prototype = Native.prototype as { close: (...given: unknown[]) => unknown };
  const { close } = prototype;
  prototype.close = function (this: object, ...given) {
    open.delete(this);
    return Reflect.apply(close, this, given);
  };
  Reflect.set(page, kind, Counted);
  return open;
}
