import type { DriverStats } from '@jackfield/core/adapter';

type Report = DriverStats['report'];

/** The fields of an entry that tests look at. */
interface Entry {
  readonly id: string;
  readonly type: string;
  readonly kind?: 'audio' | 'video';
  readonly bytesSent?: number;
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

/** Bytes of each kind that were sent. */
function sentBytes(report: Report | undefined): { readonly audio: number; readonly video: number } {
  const totals = { audio: 0, video: 0 };
  for (const { type, kind, bytesSent = 0 } of entriesOf(report)) {
    if (type === 'outbound-rtp' && kind) totals[kind] += bytesSent;
  }
  return totals;
}

/** The codecs in which pictures are sent, e.g. `video/VP9`. */
function sentVideoCodecs(report: Report | undefined): readonly string[] {
  const entries = entriesOf(report);
  return entries
    .filter(({ type, kind }) => type === 'outbound-rtp' && kind === 'video')
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
  readonly sent: { readonly audio: number; readonly video: number };
  readonly videoCodecs: readonly string[];
  readonly path: SelectedPath | undefined;
}

/** Reads all that tests want to know out of a report. */
export function measure(report: Report | undefined): Measured {
  return {
    heard: heardSound(report),
    sent: sentBytes(report),
    videoCodecs: sentVideoCodecs(report),
    path: selectedPath(report),
  };
}
