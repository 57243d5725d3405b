import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { SourceQuality } from '../model/quality.ts';
import type { SourceKind } from '../model/source-kind.ts';

/** Says which wishes for the quality of a source a vendor cannot fulfil; undefined if it can. */
export function qualityRefusal(
  { name, capabilities: { quality } }: Pick<RtcAdapter, 'name' | 'capabilities'>,
  source: SourceKind,
  wished: SourceQuality = {},
): RtcError | undefined {
  const able: readonly string[] = quality?.sources[source] ?? [];
  const unable = Object.entries(wished).flatMap(([member, value]) =>
    value === undefined || able.includes(member) ? [] : [member],
  );
  if (unable.length === 0) return undefined;
  const message = `This vendor cannot set ${unable.join(', ')} of the ${source}.`;
  return new RtcError({ code: 'unsupported', message, adapter: name });
}
