/**
 * @typedef {object} Entry
 * @property {string} subpath as in the exports map: `.` or `./adapter`
 * @property {string} specifier what a consumer imports
 * @property {string | undefined} types path of its declarations
 * @property {string | undefined} file path of its code
 */

/**
 * The entry points of an exports map that are code; patterns, package.json and style sheets are not.
 * @param {{ name: string, exports?: Record<string, any> }} manifest
 * @returns {Entry[]}
 */
export function entriesOf({ name, exports: map = {} }) {
  return Object.entries(map)
    .filter(([subpath, target]) => typeof target === 'object' && target !== null && !subpath.includes('*'))
    .map(([subpath, target]) => ({
      subpath,
      specifier: subpath === '.' ? name : `${name}${subpath.slice(1)}`,
      types: target.types,
      file: target.default ?? target.import,
    }));
}

/**
 * The exports map without the source condition: what must be published.
 * @param {Record<string, any> | undefined} map
 */
export function withoutSource(map = {}) {
  return Object.fromEntries(
    Object.entries(map).map(([subpath, target]) => {
      if (typeof target !== 'object' || target === null) return [subpath, target];
      const { '@jackfield/source': _source, ...rest } = target;
      return [subpath, rest];
    }),
  );
}

/**
 * The source file of one export; of one with further conditions, the file for everything else.
 * @param {any} target
 * @returns {string | undefined}
 */
export function sourceOf(target) {
  const source = target?.['@jackfield/source'];
  return typeof source === 'object' ? source?.default : source;
}
