import { bestGrid } from './best-grid.ts';

/** Where a tile is on the stage. Pixels. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The stage. Pixels. */
export interface Space {
  readonly width: number;
  readonly height: number;
  readonly gap: number;
}

const widest = 16 / 9;

/** Equal tiles, as large as they can be; the last row is centred. */
export function arrangeGrid(count: number, space: Space): readonly Rect[] {
  const { width, height, gap } = space;
  // Cameras of phones are upright too: narrow tiles waste least of an upright screen.
  const narrowest = height > width ? 3 / 4 : 4 / 3;
  const { columns, rows, tileWidth, tileHeight } = bestGrid({ count, width, height, gap, narrowest, widest });
  const top = (height - rows * tileHeight - (rows - 1) * gap) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = (width - inRow * tileWidth - (inRow - 1) * gap) / 2;
    return {
      left: Math.round(left + (index % columns) * (tileWidth + gap)),
      top: Math.round(top + row * (tileHeight + gap)),
      width: tileWidth,
      height: tileHeight,
    };
  });
}

/** One large tile, and how many small ones fit in a strip at its side, or below it on an upright stage. */
export interface Spotlight {
  readonly main: Rect;
  /** How many fit. */
  readonly fits: number;
  /** Where they are, for as many as there are of them. */
  strip(count: number): readonly Rect[];
}

/** One large tile, and a small one on top of its lower corner. */
export interface Pair {
  readonly main: Rect;
  readonly small: Rect;
}

/** Makes room for two: one takes the stage, the other a corner of it. */
export function arrangePair({ width, height, gap }: Space): Pair {
  const upright = height > width;
  const smallWidth = Math.round(upright ? clamp(width * 0.28, 72, 150) : clamp(width * 0.2, 110, 260));
  const smallHeight = Math.round(upright ? (smallWidth * 4) / 3 : smallWidth / widest);
  return {
    main: { left: 0, top: 0, width, height },
    small: {
      left: Math.max(0, width - smallWidth - gap),
      top: Math.max(0, height - smallHeight - gap),
      width: smallWidth,
      height: smallHeight,
    },
  };
}

/** Makes room for one large tile; all of the stage where there is no other. */
export function arrangeSpotlight(others: number, space: Space): Spotlight {
  const { width, height } = space;
  if (others === 0) return { main: { left: 0, top: 0, width, height }, fits: 1, strip: () => [] };
  return height > width * 0.9 ? below(space) : beside(space);
}

function beside({ width, height, gap }: Space): Spotlight {
  const tileWidth = Math.round(clamp(width * 0.2, 140, 280));
  const tileHeight = Math.round(tileWidth / widest);
  const fits = Math.max(1, Math.floor((height + gap) / (tileHeight + gap)));
  const mainWidth = Math.max(0, width - tileWidth - gap);
  return {
    main: { left: 0, top: 0, width: mainWidth, height },
    fits,
    strip: (count) => {
      const top = Math.max(0, (height - count * tileHeight - (count - 1) * gap) / 2);
      return Array.from({ length: count }, (_, index) => ({
        left: mainWidth + gap,
        top: Math.round(top + index * (tileHeight + gap)),
        width: tileWidth,
        height: tileHeight,
      }));
    },
  };
}

function below({ width, height, gap }: Space): Spotlight {
  const least = Math.round(clamp(height * 0.18, 84, 180));
  // What is large is seldom taller than wide: the room below is worth more to the others.
  const mainHeight = Math.round(Math.max(0, Math.min(height - least - gap, width)));
  const rest = { width, height: height - mainHeight - gap, gap };
  const inRow = Math.max(1, Math.floor((width + gap) / (smallest.width + gap)));
  const rows = Math.max(1, Math.floor((rest.height + gap) / (smallest.height + gap)));
  return {
    main: { left: 0, top: 0, width, height: mainHeight },
    fits: inRow * rows,
    strip: (count) => arrangeGrid(count, rest).map((rect) => ({ ...rect, top: rect.top + mainHeight + gap })),
  };
}

/** Below what is large, a name can still be read on a tile of this size. Pixels. */
const smallest = { width: 104, height: 84 };

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
