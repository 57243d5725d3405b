/** One page of a list. */
export interface Page<Entry> {
  readonly entries: readonly Entry[];
  /** Which page it is, from 0: the last one where the wish is past it. */
  readonly page: number;
  /** How many pages there are, at least 1. */
  readonly pages: number;
}

/** Cuts a page out of a list. */
export function pageOf<Entry>(
  list: readonly Entry[],
  wish: { readonly page: number; readonly size: number },
): Page<Entry> {
  const size = Math.max(1, Math.floor(wish.size));
  const pages = Math.max(1, Math.ceil(list.length / size));
  const page = Math.min(Math.max(0, wish.page), pages - 1);
  return { entries: list.slice(page * size, (page + 1) * size), page, pages };
}
