import type { Painter } from './create-painter.ts';
import { stripHeight } from './kinds.ts';

/** Numbers of frames have so many bits. Two more cells, black and white, tell how dark and how light they come. */
const bits = 14;
const cells = bits + 2;

/** Draws the number of a frame into the strip at the bottom. */
export function drawNumber(pen: Painter['pen'], frame: number): void {
  const { width, height } = pen.canvas;
  const strip = stripHeight({ height });
  for (let cell = 0; cell < cells; cell += 1) {
    const isLight = cell === 0 || (cell > 1 && (frame >> (cell - 2)) % 2 === 1);
    pen.fillStyle = isLight ? 'white' : 'black';
    pen.fillRect((cell * width) / cells, height - strip, width / cells + 1, strip);
  }
}

/** Reads it from luma; undefined where the strip cannot be told. */
export function readNumber(
  luma: Uint8ClampedArray,
  { width, height }: { readonly width: number; readonly height: number },
): number | undefined {
  const y = Math.round(height - stripHeight({ height }) / 2);
  const at = (cell: number): number => luma[y * width + Math.round(((cell + 0.5) * width) / cells)] ?? 0;
  const [light, dark] = [at(0), at(1)];
  if (light - dark < 60) return undefined;
  let frame = 0;
  for (let bit = 0; bit < bits; bit += 1) if (at(bit + 2) > (light + dark) / 2) frame |= 1 << bit;
  return frame;
}
