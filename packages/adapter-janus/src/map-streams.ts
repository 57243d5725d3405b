import type { SourceKind } from '@jackfield/core/adapter';
import { listOf, textOf, type Fields } from './client/fields.ts';
import { fromDescription } from './map-description.ts';

/** A stream that somebody publishes. */
export interface JanusStream {
  /** The media section of its publisher. */
  readonly mid: string;
  readonly source: SourceKind;
  readonly muted: boolean;
  readonly simulcast: boolean;
  /** Whether its publisher says by the description what it shows and whether it is muted. */
  readonly described: boolean;
}

/** What clients that describe nothing publish, in the order of their streams. */
const usual: Readonly<Record<string, readonly SourceKind[]>> = {
  audio: ['microphone', 'screen-audio'],
  video: ['camera', 'screen'],
};

/** The streams of one publisher, as the server lists them. One of a source: core knows no second. */
export function mapStreams(list: unknown): readonly JanusStream[] {
  const streams = new Map<SourceKind, JanusStream>();
  const fields = listOf(list).filter((each) => each['disabled'] !== true);
  // Those that say what they are come first.
  for (const each of fields) {
    const described = fromDescription(textOf(each['description']));
    if (described) take(streams, each, { ...described, described: true });
  }
  for (const each of fields) {
    if (fromDescription(textOf(each['description']))) continue;
    const source = usual[textOf(each['type']) ?? '']?.find((kind) => !streams.has(kind));
    if (source) take(streams, each, { source, muted: false, described: false });
  }
  return [...streams.values()];
}

function take(
  streams: Map<SourceKind, JanusStream>,
  fields: Fields,
  about: Pick<JanusStream, 'source' | 'muted' | 'described'>,
): void {
  const mid = textOf(fields['mid']);
  const fits =
    fields['type'] === (about.source === 'camera' || about.source === 'screen' ? 'video' : 'audio');
  if (mid === undefined || !fits || streams.has(about.source)) return;
  streams.set(about.source, { mid, simulcast: fields['simulcast'] === true, ...about });
}
