import { loadRnnoise, RnnoiseWorkletNode } from '@sapphi-red/web-noise-suppressor';
import plainUrl from '@sapphi-red/web-noise-suppressor/rnnoise.wasm?url';
import simdUrl from '@sapphi-red/web-noise-suppressor/rnnoise_simd.wasm?url';
import workletUrl from '@sapphi-red/web-noise-suppressor/rnnoiseWorklet.js?url';

let code: Promise<ArrayBuffer> | undefined;

/** Makes the node that removes noise, in a context of 48 kHz. The code and its model are fetched once, from the app's own server. */
export async function createNoiseNode(context: BaseAudioContext): Promise<RnnoiseWorkletNode> {
  code ??= loadRnnoise({ url: plainUrl, simdUrl }).catch((error: unknown) => {
    code = undefined;
    throw error;
  });
  const [wasmBinary] = await Promise.all([code, context.audioWorklet.addModule(workletUrl)]);
  // It takes any context, whatever its types say.
  const node: unknown = Reflect.construct(RnnoiseWorkletNode, [context, { maxChannels: 1, wasmBinary }]);
  if (!(node instanceof RnnoiseWorkletNode))
    throw new Error('The library of the noise removal gave no node.');
  return node;
}
