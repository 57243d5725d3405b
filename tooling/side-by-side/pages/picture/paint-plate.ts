import type { TestPicture } from './kinds.ts';

/** Paints what a picture pans over, half as large again as the picture: shapes and grain, or lines of text. */
export function paintPlate({ kind, ...size }: TestPicture, seed: number): OffscreenCanvas {
  const [width, height] = [Math.round(size.width * 1.5), Math.round(size.height * 1.5)];
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!pen) throw new TypeError('The browser has no canvas.');
  const random = createRandom(seed);
  if (kind === 'text') paintText(pen, random);
  else paintShapes(pen, random);
  return canvas;
}

function createRandom(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    // A congruential generator: the same numbers in every browser.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Pen = OffscreenCanvasRenderingContext2D;

function paintShapes(pen: Pen, random: () => number): void {
  const { width, height } = pen.canvas;
  const light = pen.createLinearGradient(0, 0, width, height);
  light.addColorStop(0, 'hsl(30 40% 35%)');
  light.addColorStop(1, 'hsl(210 40% 65%)');
  pen.fillStyle = light;
  pen.fillRect(0, 0, width, height);
  for (let each = 0; each < 160; each += 1) {
    const [x, y, size] = [random() * width, random() * height, (0.02 + random() * 0.1) * height];
    pen.fillStyle = `hsl(${String(random() * 360)} 45% ${String(20 + random() * 60)}%)`;
    pen.beginPath();
    if (random() < 0.5) pen.arc(x, y, size, 0, 7);
    else pen.rect(x, y, size * 2, size);
    pen.fill();
  }
  // Fine detail in a third of the picture: hair, cloth, leaves.
  pen.lineWidth = 1;
  for (let each = 0; each < height * 2; each += 1) {
    const [x, y] = [random() * width, (random() * height) / 3];
    pen.strokeStyle = `hsl(90 20% ${String(random() * 100)}%)`;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x + 12 * random(), y + 12 * random());
    pen.stroke();
  }
}

function paintText(pen: Pen, random: () => number): void {
  const { width, height } = pen.canvas;
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, width, height);
  pen.font = '14px monospace';
  for (let y = 18; y < height; y += 18) {
    pen.fillStyle = random() < 0.2 ? '#036' : '#222';
    const letters = Array.from({ length: 40 + Math.floor(random() * 120) }, () =>
      random() < 0.17 ? ' ' : String.fromCharCode(97 + Math.floor(random() * 26)),
    );
    pen.fillText(letters.join(''), 12, y);
  }
}
