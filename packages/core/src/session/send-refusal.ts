import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { SourceKind } from '../model/source-kind.ts';

/** Why a source cannot be sent over a vendor; undefined if it can. */
export function sendRefusal(
  source: SourceKind,
  { name, capabilities: { sources, screenAudio } }: Pick<RtcAdapter, 'name' | 'capabilities'>,
): RtcError | undefined {
  // The sound of a screen may travel in the microphone.
  const can = source === 'screen-audio' ? screenAudio !== 'none' : sources.includes(source);
  if (can) return undefined;
  return new RtcError({
    code: 'unsupported',
    message: `This vendor cannot publish a ${source}.`,
    adapter: name,
  });
}
