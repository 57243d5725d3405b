/** What a browser says about an ICE server that did not do as it should. */
export type IceServerError = Pick<RTCPeerConnectionIceErrorEvent, 'errorCode' | 'errorText' | 'url'>;

/** STUN and TURN codes of requests without a valid credential (RFC 8489, RFC 8656). */
const refusals: readonly number[] = [401, 403, 438, 441];
/** The browser's own code for a server that does not answer (webrtc-pc, `RTCPeerConnectionIceErrorEvent`). */
const unreachable = 701;

/** Why there may be no way to a participant, in words for somebody who runs the app. */
export class IceTrouble {
  readonly #errors = new Map<string, IceServerError>();

  /**
   * Takes what a browser says. The last word of each server counts; that it was silent counts only while it has said nothing:
   * a browser asks a server from each of its interfaces, and one without a way is silent beside one that was refused.
   */
  note({ errorCode, errorText, url }: IceServerError): void {
    if (errorCode === unreachable && this.#errors.has(url)) return;
    this.#errors.set(url, { errorCode, errorText, url });
  }

  /** Another search for a way begins, with servers of its own: what was said about those of the one before does not count. */
  begin(): void {
    this.#errors.clear();
  }

  /** The message of an `ice-failed`, given how the connection was to be made. */
  describe({ iceServers = [], iceTransportPolicy }: RTCConfiguration): string {
    return ['No way to this participant was found.', ...this.#causes(iceServers, iceTransportPolicy)].join(
      ' ',
    );
  }

  #causes(servers: readonly RTCIceServer[], policy: RTCIceTransportPolicy | undefined): readonly string[] {
    const relays = servers.flatMap(({ urls }) => urls).filter((url) => isRelay(url));
    if (relays.length === 0) {
      return policy === 'relay'
        ? ['iceTransportPolicy is "relay", and iceServers has no TURN server.']
        : ['A TURN server may help.'];
    }
    return [...this.#errors.values()].filter(({ url }) => isRelay(url)).map((error) => wordsOf(error));
  }
}

function isRelay(url: string): boolean {
  return /^turns?:/.test(url);
}

function wordsOf({ errorCode, errorText, url }: IceServerError): string {
  const said = `${String(errorCode)}${errorText === '' ? '' : ` ${errorText}`}`;
  if (refusals.includes(errorCode)) {
    return `${url} refused the username and credential that iceServers gives (${said}).`;
  }
  if (errorCode === unreachable) return `${url} did not answer (${said}).`;
  return `${url} said ${said}.`;
}
