import binarypb from '@mediapipe/selfie_segmentation/selfie_segmentation.binarypb?url';
import library from '@mediapipe/selfie_segmentation/selfie_segmentation.js?url';
import model from '@mediapipe/selfie_segmentation/selfie_segmentation_landscape.tflite?url';
import simdScript from '@mediapipe/selfie_segmentation/selfie_segmentation_solution_simd_wasm_bin.js?url';
import simdCode from '@mediapipe/selfie_segmentation/selfie_segmentation_solution_simd_wasm_bin.wasm?url';
import plainScript from '@mediapipe/selfie_segmentation/selfie_segmentation_solution_wasm_bin.js?url';
import plainCode from '@mediapipe/selfie_segmentation/selfie_segmentation_solution_wasm_bin.wasm?url';
import type { Options, SelfieSegmentation } from '@mediapipe/selfie_segmentation';
import { ownScript } from '../app/create-own-worker.ts';
import { pretendPage } from './pretend-page.ts';

declare function importScripts(url: string): void;

/** Finds the people in a picture: a mask that is opaque where they are. Whoever gets it closes it. */
export type FindPeople = (picture: CanvasImageSource) => Promise<ImageBitmap>;

/** The library's files, by the names that it asks for; all of them are served by the app itself. */
const files: Readonly<Record<string, string>> = {
  'selfie_segmentation.binarypb': binarypb,
  'selfie_segmentation_landscape.tflite': model,
  'selfie_segmentation_solution_simd_wasm_bin.js': simdScript,
  'selfie_segmentation_solution_simd_wasm_bin.wasm': simdCode,
  'selfie_segmentation_solution_wasm_bin.js': plainScript,
  'selfie_segmentation_solution_wasm_bin.wasm': plainCode,
};

/** The size that the model of landscapes takes, pixels. */
const size = { width: 256, height: 144 };

/**
 * On the processor: 15 ms a picture, measured without a graphics card, where the other way took 100. The library's types do
 * not know the option.
 */
const options: Options & { readonly useCpuInference: boolean } = { modelSelection: 1, useCpuInference: true };

/** Loads the library and its model in a worker, and tries them once. Rejects where either is not to be had. */
export async function openSegmenter(): Promise<FindPeople> {
  pretendPage((url) => {
    importScripts(ownScript(url));
  });
  importScripts(ownScript(library));
  const {
    SelfieSegmentation: Segmentation,
  }: { SelfieSegmentation?: typeof SelfieSegmentation } & Pick<typeof globalThis, 'origin'> = globalThis;
  if (!Segmentation) throw new Error('The library of the blur did not load.');
  const segmentation = new Segmentation({ locateFile: (name) => files[name] ?? name });
  segmentation.setOptions(options);
  const small = new OffscreenCanvas(size.width, size.height);
  const context = small.getContext('2d');
  if (!context) throw new Error('This browser draws nothing in a worker.');
  const find: FindPeople = (picture) =>
    new Promise((resolve, reject) => {
      segmentation.onResults(({ segmentationMask, image }) => {
        if ('close' in image) image.close();
        if ('close' in segmentationMask) resolve(segmentationMask);
      });
      context.drawImage(picture, 0, 0, size.width, size.height);
      // Takes any canvas, whatever its types say, and resolves after its results.
      const sent: unknown = Reflect.apply(segmentation.send, segmentation, [{ image: small }]);
      Promise.resolve(sent).then(() => {
        reject(new Error('The library of the blur gave no mask.'));
      }, reject);
    });
  // The first picture takes as long as ten others: nobody waits for it in the call.
  (await find(small)).close();
  return find;
}
