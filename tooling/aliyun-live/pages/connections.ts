/** What all connections of the page send. */
export interface Sent {
  /** Of sound since each sender began, in the unit of the statistics. */
  readonly energy: number;
  /** How long sound has been counted, in seconds. */
  readonly soundSeconds: number;
  /** The kinds of the chosen own candidates, such as `relay`. */
  readonly candidates: readonly string[];
  /** What is encoded as, such as `video/H264`. */
  readonly codecs: readonly string[];
}

const connections = new Set<RTCPeerConnection>();

/** From now on every new connection of the page is remembered until it is closed. */
export function countConnections(): void {
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.add(this);
    }

    override close(): void {
      super.close();
      connections.delete(this);
    }
  };
}

interface Entry {
  readonly type: string;
  readonly kind?: string;
  readonly state?: string;
  readonly nominated?: boolean;
  readonly localCandidateId?: string;
  readonly candidateType?: string;
  readonly codecId?: string;
  readonly mimeType?: string;
  readonly totalAudioEnergy?: number;
  readonly totalSamplesDuration?: number;
}

/** Adds up what the connections' own statistics say. */
export async function readSent(): Promise<Sent> {
  let energy = 0;
  let soundSeconds = 0;
  const candidates = new Set<string>();
  const codecs = new Set<string>();
  for (const connection of connections) {
    const report = (await connection.getStats()) as ReadonlyMap<string, Entry>;
    for (const entry of report.values()) {
      if (entry.type === 'media-source' && entry.kind === 'audio') {
        energy += entry.totalAudioEnergy ?? 0;
        soundSeconds += entry.totalSamplesDuration ?? 0;
      }
      if (entry.type === 'candidate-pair' && entry.nominated && entry.state === 'succeeded') {
        candidates.add(report.get(entry.localCandidateId ?? '')?.candidateType ?? 'unknown');
      }
      if (entry.type === 'outbound-rtp') codecs.add(report.get(entry.codecId ?? '')?.mimeType ?? 'unknown');
    }
  }
  return {
    energy,
    soundSeconds,
    candidates: [...candidates].sort(),
    codecs: [...codecs].filter((name) => name !== 'unknown').sort(),
  };
}
