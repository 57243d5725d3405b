import type { Picture } from './frame-reader.ts';

/** The message of the page to the worker: a picture to blur. */
export interface BlurRequest {
  readonly picture: Picture;
}

/** The answers of the worker: that it has its model, a picture that is blurred, or why it is over. */
export type BlurAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'blurred'; readonly picture: Picture; readonly costMs: number }
  | { readonly kind: 'failed'; readonly message: string };
