/** The space there is, and what has to fit in. Pixels. */
export interface GridSpace {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  /** The least width by height of a tile. */
  readonly narrowest: number;
  /** The greatest width by height of a tile. */
  readonly widest: number;
}

/** How many columns, and how large each tile is in whole pixels. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
}

/** The grid of equal tiles, none narrower or wider than allowed, that covers most of the space. */
export function bestGrid(space: GridSpace): Grid {
  const count = Math.max(1, space.count);
  let best = gridOf(space, count, 1);
  for (let columns = 2; columns <= count; columns += 1) {
    const grid = gridOf(space, count, columns);
    if (grid.tileWidth * grid.tileHeight > best.tileWidth * best.tileHeight) best = grid;
  }
  return best;
}

function gridOf(space: GridSpace, count: number, columns: number): Grid {
  const { width, height, gap, narrowest, widest } = space;
  const rows = Math.ceil(count / columns);
  const roomX = Math.max(0, (width - gap * (columns - 1)) / columns);
  const roomY = Math.max(0, (height - gap * (rows - 1)) / rows);
  const tileWidth = Math.floor(Math.min(roomX, roomY * widest));
  return { columns, rows, tileWidth, tileHeight: Math.floor(Math.min(roomY, tileWidth / narrowest)) };
}
