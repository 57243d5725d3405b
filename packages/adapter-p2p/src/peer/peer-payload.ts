import { sourceKinds, type SourceKind } from '@jackfield/core/adapter';
import type { MemberState, PublishedSource } from '../protocol/member-state.ts';

/** A size in which a picture is shown, in device pixels. */
export interface ViewSize {
  readonly width: number;
  readonly height: number;
}

/** What one member wants of another's sources. */
export interface Wants {
  /** Grows with each change; the higher revision wins, whichever way it came. */
  readonly revision: number;
  readonly sources: readonly { readonly source: SourceKind; readonly size?: ViewSize | undefined }[];
}

/** Which media section carries which source. */
export type SourceMids = Readonly<Record<SourceKind, string>>;

/** What two peers say to each other by signalling or over their data channel. */
export type PeerPayload =
  | {
      readonly kind: 'description';
      /** The number of the peer connection between the two: the one who offers counts up. */
      readonly connection: number;
      readonly description: { readonly type: 'offer' | 'answer'; readonly sdp: string };
      /** With an offer. */
      readonly mids?: SourceMids | undefined;
    }
  | { readonly kind: 'candidate'; readonly connection: number; readonly candidate: RTCIceCandidateInit }
  /** Asks the one who offers for a new peer connection. */
  | { readonly kind: 'reconnect'; readonly connection: number }
  | { readonly kind: 'state'; readonly state: MemberState }
  | { readonly kind: 'wants'; readonly wants: Wants }
  /** The way is up again: asks for a key frame of each picture. */
  | { readonly kind: 'key-frame' }
  /** Only over the data channel. */
  | { readonly kind: 'message'; readonly number: number; readonly topic: string; readonly text: string }
  /** Only over the data channel: has the messages up to this number. */
  | { readonly kind: 'received'; readonly number: number };

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isSource = (value: unknown): value is SourceKind => sourceKinds.some((source) => source === value);

/** Checks what another member sent. Undefined for what is not of the protocol: it is dropped. */
export function parsePeerPayload(value: unknown): PeerPayload | undefined {
  if (!isFields(value)) return undefined;
  switch (value['kind']) {
    case 'description':
      return parseDescription(value);
    case 'candidate':
      return parseCandidate(value);
    case 'reconnect':
      return isCount(value['connection'])
        ? { kind: 'reconnect', connection: value['connection'] }
        : undefined;
    case 'state': {
      const state = parseMemberState(value['state']);
      return state && { kind: 'state', state };
    }
    case 'wants': {
      const wants = parseWants(value['wants']);
      return wants && { kind: 'wants', wants };
    }
    case 'key-frame':
      return { kind: 'key-frame' };
    case 'message': {
      const { number, topic, text } = value;
      if (!isCount(number) || typeof topic !== 'string' || typeof text !== 'string') return undefined;
      return { kind: 'message', number, topic, text };
    }
    case 'received':
      return isCount(value['number']) ? { kind: 'received', number: value['number'] } : undefined;
    default:
      return undefined;
  }
}

function parseDescription(value: Fields): PeerPayload | undefined {
  const { connection, description, mids } = value;
  if (!isCount(connection) || !isFields(description)) return undefined;
  const { type, sdp } = description;
  if ((type !== 'offer' && type !== 'answer') || typeof sdp !== 'string') return undefined;
  const parsedMids = parseMids(mids);
  if (type === 'offer' && !parsedMids) return undefined;
  return { kind: 'description', connection, description: { type, sdp }, mids: parsedMids };
}

function parseMids(value: unknown): SourceMids | undefined {
  if (!isFields(value)) return undefined;
  const { microphone, camera, screen, 'screen-audio': screenAudio } = value;
  if (typeof microphone !== 'string' || typeof camera !== 'string') return undefined;
  if (typeof screen !== 'string' || typeof screenAudio !== 'string') return undefined;
  return { microphone, camera, screen, 'screen-audio': screenAudio };
}

function parseCandidate(value: Fields): PeerPayload | undefined {
  const { connection, candidate } = value;
  if (!isCount(connection) || !isFields(candidate)) return undefined;
  const { candidate: line, sdpMid, sdpMLineIndex, usernameFragment } = candidate;
  if (typeof line !== 'string') return undefined;
  return {
    kind: 'candidate',
    connection,
    candidate: {
      candidate: line,
      sdpMid: typeof sdpMid === 'string' ? sdpMid : null,
      sdpMLineIndex: isCount(sdpMLineIndex) ? sdpMLineIndex : null,
      usernameFragment: typeof usernameFragment === 'string' ? usernameFragment : null,
    },
  };
}

/** Checks what a member says that it publishes. */
export function parseMemberState(value: unknown): MemberState | undefined {
  if (!isFields(value) || !isCount(value['revision']) || !Array.isArray(value['sources'])) return undefined;
  const sources = new Map<SourceKind, PublishedSource>();
  for (const entry of value['sources'] as unknown[]) {
    if (!isFields(entry) || !isSource(entry['source']) || typeof entry['muted'] !== 'boolean')
      return undefined;
    sources.set(entry['source'], { source: entry['source'], muted: entry['muted'] });
  }
  return { revision: value['revision'], sources: [...sources.values()] };
}

function parseWants(value: unknown): Wants | undefined {
  if (!isFields(value) || !isCount(value['revision']) || !Array.isArray(value['sources'])) return undefined;
  const sources: { source: SourceKind; size: ViewSize | undefined }[] = [];
  for (const entry of (value['sources'] as unknown[]).slice(0, sourceKinds.length)) {
    if (!isFields(entry) || !isSource(entry['source'])) return undefined;
    sources.push({ source: entry['source'], size: parseSize(entry['size']) });
  }
  return { revision: value['revision'], sources };
}

function parseSize(value: unknown): ViewSize | undefined {
  if (!isFields(value)) return undefined;
  const { width, height } = value;
  return isCount(width) && isCount(height) && width > 0 && height > 0 ? { width, height } : undefined;
}
