import type { Picture } from './frame-reader.ts';

/** What the page sends to the worker: a picture to blur. */
export interface BlurRequest {
  readonly picture: Picture;
}

/** What the worker answers: that it has its model, a picture that is blurred, or why it is over. */
export type BlurAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'blurred'; readonly picture: Picture; readonly costMs: number }
  | { readonly kind: 'failed'; readonly message: string };
