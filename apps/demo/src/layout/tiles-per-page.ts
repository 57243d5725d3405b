/** How many tiles a page of the grid holds: 9 on phones, upright or not, and 25 elsewhere. Pixels of the stage. */
export function tilesPerPage(space: { readonly width: number; readonly height: number }): number {
  return space.width < 560 || space.height < 330 ? 9 : 25;
}
