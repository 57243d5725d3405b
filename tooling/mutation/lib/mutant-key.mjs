/** @typedef {{ line: number, column: number }} Position */
/**
 * A change of a source.
 * @typedef {{ fileName: string, mutatorName: string, replacement?: string, location: { start: Position, end: Position } }} Mutant
 */

/**
 * Names a mutant. The name counts for one state of the sources only: it has the place in the file.
 * @param {Mutant} mutant
 */
export function mutantKey({ fileName, mutatorName, replacement, location: { start, end } }) {
  const place = `${start.line}:${start.column}-${end.line}:${end.column}`;
  return `${sourceOf(fileName)} ${place} ${mutatorName} ${replacement ?? ''}`;
}

/**
 * A source's path in the repository, wherever its copy is.
 * @param {string} fileName
 */
export function sourceOf(fileName) {
  const path = fileName.replaceAll('\\', '/');
  return path.slice(Math.max(0, path.lastIndexOf('packages/core/src/')));
}
