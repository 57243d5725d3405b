import type { P2pOptions } from '../p2p-options.ts';

/** The configuration of new peer connections, with ICE servers that may have to be fetched. */
export class IceConfiguration {
  readonly #options: Pick<P2pOptions, 'iceServers' | 'iceTransportPolicy'>;
  #servers: readonly RTCIceServer[] = [];

  constructor(options: Pick<P2pOptions, 'iceServers' | 'iceTransportPolicy'>) {
    this.#options = options;
  }

  /** The configuration at this moment. One transport carries everything, so that one way has to be found. */
  get current(): RTCConfiguration {
    const { iceTransportPolicy = 'all' } = this.#options;
    return { iceServers: [...this.#servers], iceTransportPolicy, bundlePolicy: 'max-bundle' };
  }

  /** Fetches the ICE servers where they come from a function. */
  async refresh(): Promise<void> {
    const { iceServers = [] } = this.#options;
    this.#servers = typeof iceServers === 'function' ? await iceServers() : iceServers;
  }
}
