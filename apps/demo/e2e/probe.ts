/** What the init scripts leave in a page for the tests to read. */
export interface Probe {
  /** Every peer connection of the page. */
  readonly peers: RTCPeerConnection[];
  /** Every media element that was told to play, attached to the page or not. */
  readonly players: Set<HTMLMediaElement>;
  /** What a test sampled at the instant of a click. */
  sampled?: Promise<number>;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

/** Runs in the page before any of its own code: remembers what the tests have to look at. */
export function installProbe(): void {
  const probe: Probe = { peers: [], players: new Set() };
  window.probe = probe;
  window.RTCPeerConnection = class extends window.RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      probe.peers.push(this);
    }
  };
  const play = Reflect.get(HTMLMediaElement.prototype, 'play');
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement): Promise<void> {
    probe.players.add(this);
    return play.call(this);
  };
}
