/** How many tiles a page of the grid holds: 9 on phones, 25 elsewhere. Pixels. */
export function tilesPerPage(space: { readonly width: number; readonly height: number }): number {
  return Math.min(space.width, space.height) < 560 && space.width > 0 ? 9 : 25;
}
