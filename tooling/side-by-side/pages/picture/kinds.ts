/** What a test picture is like: a face before a wall, a page of text, a film with cuts. */
export type PictureKind = 'camera' | 'text' | 'film';

/** A test picture. */
export interface TestPicture {
  readonly kind: PictureKind;
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

/** The height of the strip at the bottom that carries the number of the frame. */
export const stripHeight = ({ height }: { readonly height: number }): number => Math.ceil(height / 16);
