import {
  asCount,
  asList,
  asObject,
  asText,
  BadRequest,
  type CandidateInit,
  findFlaw,
} from '@jackfield/emulator-kit';

import { isStreamLabel, kindOf, type StreamLabel } from '../wire/labels.ts';
import { Refusal } from './refusal.ts';
import type { WireStream } from '../wire/wire.ts';

const maximumSdp = 100_000;
const maximumStreams = 8;

/** The `jsep` part of a body: a session description of the given type. */
export function sdpOf(body: unknown, type: 'offer' | 'answer'): string {
  const jsep = asObject(asObject(body, 'the body')['jsep'], 'jsep');
  if (jsep['type'] !== type) throw new BadRequest(`jsep.type must be "${type}"`);
  const sdp = asText(jsep['sdp'], 'jsep.sdp', maximumSdp);
  if (!sdp.startsWith('v=0')) throw new BadRequest('jsep.sdp is not a session description');
  const flaw = findFlaw(sdp);
  if (flaw !== undefined) throw new Refusal('media-refused', flaw);
  return sdp;
}

/** The streams that a publisher announces. Labels that are not known are left out: nothing could be forwarded for them. */
export function publishedStreams(body: unknown): readonly WireStream[] {
  return streamsOf(body).flatMap((entry) => {
    const label = asText(entry['label'], 'label', 64);
    if (!isStreamLabel(label)) return [];
    const type = kindOf(label);
    if (entry['type'] !== type) throw new BadRequest(`the stream ${label} must be of type "${type}"`);
    const { state } = entry;
    if (state !== 'active' && state !== 'inactive')
      throw new BadRequest('state must be "active" or "inactive"');
    return [
      {
        mslabel: streamId(entry['mslabel'], 'mslabel'),
        label,
        type,
        temporalLayers: asCount(entry['temporalLayers'], 'temporalLayers'),
        substreams: asCount(entry['substreams'], 'substreams'),
        state,
        videoprofile: asText(entry['videoprofile'] ?? '', 'videoprofile', 64),
        alias: streamId(entry['alias'], 'alias'),
      },
    ];
  });
}

/** The labels that a subscriber wants. */
export function wantedLabels(body: unknown): ReadonlySet<StreamLabel> {
  const labels = streamsOf(body).map((entry) => asText(entry['label'], 'label', 64));
  return new Set(labels.filter(isStreamLabel));
}

/** The candidate of an `icecandidate` request; `undefined` where it says that there are no more. */
export function candidateOf(body: unknown): CandidateInit | undefined {
  const { completed, candidate } = asObject(body, 'the body');
  if (completed === true && candidate === undefined) return undefined;
  const fields = asObject(candidate, 'candidate');
  return {
    candidate: asText(fields['candidate'], 'candidate.candidate', 512),
    sdpMid: asText(fields['sdpMid'] ?? '0', 'candidate.sdpMid', 32),
    sdpMLineIndex: asCount(fields['sdpMLineIndex'], 'candidate.sdpMLineIndex'),
  };
}

function streamsOf(body: unknown): readonly Readonly<Record<string, unknown>>[] {
  const { streams } = asObject(body, 'the body');
  return asList(streams, 'streams', maximumStreams).map((entry) => asObject(entry, 'a stream'));
}

/** Ids go into other people's session descriptions: they must not be able to break a line. */
function streamId(value: unknown, what: string): string {
  const text = asText(value, what, 128);
  if (!/^[\w{}.:+/=-]*$/u.test(text)) throw new BadRequest(`${what} is not usable as an id`);
  return text;
}
