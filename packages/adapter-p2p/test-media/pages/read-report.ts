import type { DriverStats } from '@jackfield/core/adapter';

type Report = DriverStats['report'];

/** The fields of an entry that tests look at. */
interface Entry {
  readonly id: string;
  readonly type: string;
  readonly kind?: 'audio' | 'video';
  readonly bytesSent?: number;
  readonly packetsSent?: number;
  readonly totalAudioEnergy?: number;
  readonly totalSamplesDuration?: number;
  readonly selectedCandidatePairId?: string;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: string;
  readonly relayProtocol?: string;
  readonly mimeType?: string;
  readonly codecId?: string;
}

function entriesOf(report: Report | undefined): readonly Entry[] {
  const entries: Entry[] = [];
  report?.forEach((entry: Entry) => entries.push(entry));
  return entries;
}

/** The sound that came, as the browser adds it up: loudness, and for how long. */
export interface HeardSound {
  readonly energy: number;
  /** Seconds. */
  readonly duration: number;
}

/** The sound of all audio that comes. */
function heardSound(report: Report | undefined): HeardSound {
  const audio = entriesOf(report).filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio');
  const sum = (amount: (entry: Entry) => number | undefined): number =>
    audio.reduce((total, entry) => total + (amount(entry) ?? 0), 0);
  return {
    energy: sum(({ totalAudioEnergy }) => totalAudioEnergy),
    duration: sum(({ totalSamplesDuration }) => totalSamplesDuration),
  };
}

/** What was sent of a kind. */
export interface Sent {
  readonly bytes: number;
  readonly packets: number;
}

function sentOf(report: Report | undefined, kind: 'audio' | 'video'): Sent {
  const entries = entriesOf(report).filter((entry) => entry.type === 'outbound-rtp' && entry.kind === kind);
  return {
    bytes: entries.reduce((total, { bytesSent = 0 }) => total + bytesSent, 0),
    packets: entries.reduce((total, { packetsSent = 0 }) => total + packetsSent, 0),
  };
}

/** The codecs in which pictures are sent, e.g. `video/VP9`. */
function sentVideoCodecs(report: Report | undefined): readonly string[] {
  const entries = entriesOf(report);
  return entries
    .filter(({ type, kind, bytesSent = 0 }) => type === 'outbound-rtp' && kind === 'video' && bytesSent > 0)
    .flatMap(({ codecId }) => entries.find(({ id }) => id === codecId)?.mimeType ?? []);
}

/** What kind of way was found: the types of both candidates, and how the own one reaches its relay. */
export interface SelectedPath {
  readonly local: string | undefined;
  readonly remote: string | undefined;
  readonly relayProtocol: string | undefined;
}

/** The way that the media goes; undefined before there is one. */
function selectedPath(report: Report | undefined): SelectedPath | undefined {
  const entries = entriesOf(report);
  const find = (wanted: string | undefined): Entry | undefined => entries.find(({ id }) => id === wanted);
  const transport = entries.find(({ type }) => type === 'transport');
  const pair = find(transport?.selectedCandidatePairId);
  if (!pair) return undefined;
  const local = find(pair.localCandidateId);
  return {
    local: local?.candidateType,
    remote: find(pair.remoteCandidateId)?.candidateType,
    relayProtocol: local?.relayProtocol,
  };
}

/** What the browser counts of the way to one member. */
export interface Measured {
  readonly heard: HeardSound;
  readonly sent: { readonly audio: Sent; readonly video: Sent };
  /** The sound that the senders have taken from their tracks, seconds. */
  readonly taken: number;
  readonly videoCodecs: readonly string[];
  readonly path: SelectedPath | undefined;
}

/** Reads all that tests want to know out of a report. */
export function measure(report: Report | undefined): Measured {
  return {
    heard: heardSound(report),
    sent: { audio: sentOf(report, 'audio'), video: sentOf(report, 'video') },
    taken: entriesOf(report)
      .filter(({ type, kind }) => type === 'media-source' && kind === 'audio')
      .reduce((total, { totalSamplesDuration = 0 }) => total + totalSamplesDuration, 0),
    videoCodecs: sentVideoCodecs(report),
    path: selectedPath(report),
  };
}
