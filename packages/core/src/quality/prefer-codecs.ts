import { checkArgument } from '../errors/check-options.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { RtcViewer } from '../face/rtc-viewer.ts';
import { internalsOf } from '../session/internals.ts';

/**
 * Puts the codecs of pictures in an order, best first, by their registered names (`AV1`, `H264`, `VP9`, …); an empty list goes back to the
 * vendor's order. What the others or the vendor do not have is passed over. It is in force from the next join on.
 * Throws `invalid-argument`; `unsupported` where the vendor has no such choice; `invalid-state` in a call.
 */
export function preferCodecs(session: RtcViewer, codecs: readonly string[]): void {
  const { quality, adapter, call } = internalsOf(session);
  checkArgument('codecs', codecs, 'object');
  const names: unknown[] = [...(Array.isArray(codecs) ? (codecs as readonly unknown[]) : [undefined])];
  for (const name of names) checkArgument('A codec', name, known);
  if (call.leading) throw new RtcError({ code: 'invalid-state', message: 'Choose codecs before the join.' });
  const { name, capabilities } = adapter;
  if (names.length > 0 && !capabilities.quality?.codecs)
    throw new RtcError({
      code: 'unsupported',
      message: 'This vendor lets nobody choose a codec.',
      adapter: name,
    });
  quality.codecs = names.length > 0 ? Object.freeze([...codecs]) : undefined;
}

const known = ['AV1', 'H264', 'H265', 'VP8', 'VP9'];
