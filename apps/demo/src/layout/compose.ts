import { arrangeGrid, arrangePair, arrangeSpotlight, type Rect, type Space } from './arrange.ts';
import { pageOf, type Page } from './pages.ts';
import { tilesPerPage } from './tiles-per-page.ts';

/** Something on the stage, and where. */
export interface Placed<Entry> {
  readonly entry: Entry;
  readonly rect: Rect;
  readonly main: boolean;
  /** On top of the large one. */
  readonly floating: boolean;
}

/** What is on the stage. */
export interface Composition<Entry> {
  readonly placed: readonly Placed<Entry>[];
  readonly page: number;
  readonly pages: number;
}

/** What there is to show. */
export interface Cast<Entry> {
  /** Everybody else, and what they share. */
  readonly others: readonly Entry[];
  /** The own picture: on every page; undefined where it is hidden. */
  readonly self: Entry | undefined;
  /** What is shown large; none for a grid. It is one of `others`. */
  readonly featured: Entry | undefined;
  /** The page that is wished for, from 0. */
  readonly page: number;
  /** Puts the others in order where not all of them fit: the first `size` make the first page. As they came, where left out. */
  readonly order?: (others: readonly Entry[], size: number) => readonly Entry[];
}

/** Says what is shown and where: a grid, one large tile with a strip, or two people. */
export function compose<Entry>(cast: Cast<Entry>, space: Space): Composition<Entry> {
  const [other, ...more] = cast.others;
  if (other !== undefined && more.length === 0) return pair(other, cast.self, space);
  return cast.featured === undefined ? grid(cast, space) : spotlight(cast, cast.featured, space);
}

function grid<Entry>(cast: Cast<Entry>, space: Space): Composition<Entry> {
  const own = ownOf(cast);
  const cut = cutPage(cast.others, tilesPerPage(space) - own.length, cast);
  const entries = [...cut.entries, ...own];
  // The last page keeps the tiles of the others' size, so that turning pages moves nothing.
  const rects = arrangeGrid(cut.pages > 1 ? tilesPerPage(space) : entries.length, space);
  return { ...cut, placed: place(entries, rects) };
}

function pair<Entry>(other: Entry, self: Entry | undefined, space: Space): Composition<Entry> {
  const { main, small } = arrangePair(space);
  return {
    page: 0,
    pages: 1,
    placed: [
      { entry: other, rect: main, main: true, floating: false },
      ...(self === undefined ? [] : [{ entry: self, rect: small, main: false, floating: true }]),
    ],
  };
}

function spotlight<Entry>(cast: Cast<Entry>, featured: Entry, space: Space): Composition<Entry> {
  const rest = cast.others.filter((other) => other !== featured);
  const own = ownOf(cast);
  const { main, fits, strip } = arrangeSpotlight(rest.length + own.length, space);
  const cut = cutPage(rest, Math.min(fits, tilesPerPage(space) - 1) - own.length, cast);
  const small = fits > own.length ? [...cut.entries, ...own] : own;
  return {
    page: cut.page,
    pages: fits > own.length ? cut.pages : 1,
    placed: [
      { entry: featured, rect: main, main: true, floating: false },
      ...place(small, strip(cut.pages > 1 ? fits : small.length)),
    ],
  };
}

function ownOf<Entry>({ self }: Cast<Entry>): readonly Entry[] {
  return self === undefined ? [] : [self];
}

function cutPage<Entry>(others: readonly Entry[], size: number, { page, order }: Cast<Entry>): Page<Entry> {
  return pageOf(order ? order(others, size) : others, { page, size });
}

function place<Entry>(entries: readonly Entry[], rects: readonly Rect[]): readonly Placed<Entry>[] {
  return entries.flatMap((entry, index) => {
    const rect = rects[index];
    return rect ? [{ entry, rect, main: false, floating: false }] : [];
  });
}
