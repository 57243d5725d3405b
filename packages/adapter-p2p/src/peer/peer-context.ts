import type { Clock, RtcDriverSink } from '@jackfield/core/adapter';
import type { RosterReporter } from '@jackfield/core/adapter-kit';
import type { LocalPublications } from '../call/local-publications.ts';
import type { Uplink } from './uplink.ts';
import type { PeerPayload } from './peer-payload.ts';

/** What a peer needs of the call. */
export interface PeerContext {
  /** The own member id. */
  readonly selfId: string;
  readonly clock: Clock;
  readonly sink: RtcDriverSink;
  /** Tells who is there and what they publish. */
  readonly people: Pick<RosterReporter, 'look' | 'flush'>;
  readonly local: LocalPublications;
  readonly uplink: Pick<Uplink, 'fit' | 'forget'>;
  readonly PeerConnection: typeof RTCPeerConnection;
  readonly configuration: () => RTCConfiguration;
  readonly codecPreference: readonly string[];
  readonly opusDtx: boolean;
  /** Sends by signalling. */
  readonly signal: (to: string, payload: PeerPayload) => void;
}
