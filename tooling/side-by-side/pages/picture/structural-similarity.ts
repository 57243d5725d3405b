/** How alike two pictures are, 1 where they are the same: the mean of SSIM (Wang and others, 2004) over windows of eight by eight, of brightness. */
export function structuralSimilarity(
  one: Uint8ClampedArray,
  other: Uint8ClampedArray,
  { width, height }: { readonly width: number; readonly height: number },
): number {
  let [sum, count] = [0, 0];
  for (let y = 0; y + side <= height; y += side)
    for (let x = 0; x + side <= width; x += side) {
      sum += ofWindow(one, other, { start: y * width + x, width });
      count += 1;
    }
  return sum / count;
}

const side = 8;
const area = side * side;
const c1 = (0.01 * 255) ** 2;
const c2 = (0.03 * 255) ** 2;

function ofWindow(
  one: Uint8ClampedArray,
  other: Uint8ClampedArray,
  { start, width }: { readonly start: number; readonly width: number },
): number {
  let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
  for (let row = 0; row < side; row += 1)
    for (let at = start + row * width, end = at + side; at < end; at += 1) {
      const [p, q] = [one[at] ?? 0, other[at] ?? 0];
      a += p;
      b += q;
      aa += p * p;
      bb += q * q;
      ab += p * q;
    }
  const [meanA, meanB] = [a / area, b / area];
  const [varianceA, varianceB] = [aa / area - meanA ** 2, bb / area - meanB ** 2];
  const covariance = ab / area - meanA * meanB;
  return (
    ((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
    ((meanA ** 2 + meanB ** 2 + c1) * (varianceA + varianceB + c2))
  );
}
