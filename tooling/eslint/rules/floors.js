import { dirname, relative, resolve, sep } from 'node:path';
import { importsOf } from './imports-of.js';

/**
 * The folders of a package stand on each other: each imports only what stands on a lower floor, types included. A folder
 * without a floor is refused, so that none is forgotten.
 * @type {import('eslint').Rule.RuleModule}
 */
export const floors = {
  meta: {
    type: 'problem',
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        required: ['directory', 'floors'],
        properties: {
          directory: { type: 'string' },
          floors: { type: 'array', items: { type: 'array', items: { type: 'string' } } },
        },
      },
    ],
    messages: {
      up: '{{ from }}/ may not import {{ to }}/: a folder imports only what stands left of it in {{ order }}.',
      unknown: '{{ from }}/ has no floor. Give it one in tooling/eslint/boundaries.js.',
    },
  },
  create(context) {
    const [{ directory, floors: order }] = context.options;
    /** The folder right below `directory`; undefined for files beside the folders and for what lies elsewhere. */
    const folderOf = (/** @type {string} */ file) => {
      const [first = '', ...rest] = relative(directory, file).split(sep);
      return rest.length > 0 && first !== '..' ? first : undefined;
    };
    const floorOf = (/** @type {string} */ folder) =>
      order.findIndex((/** @type {string[]} */ floor) => floor.includes(folder));
    const from = folderOf(context.filename);
    if (from === undefined) return {};
    if (floorOf(from) < 0) {
      return { Program: (node) => context.report({ node, messageId: 'unknown', data: { from } }) };
    }
    return importsOf((specifier, node) => {
      if (!specifier.startsWith('.')) return;
      const target = resolve(dirname(context.filename), specifier);
      // An entry point stands over all floors.
      const to = folderOf(target) ?? 'an entry point: ..';
      if (to === from || (floorOf(to) >= 0 && floorOf(to) < floorOf(from))) return;
      const names = order.map((/** @type {string[]} */ floor) => floor.join(', ')).join(' → ');
      context.report({ node, messageId: 'up', data: { from, to, order: names } });
    });
  },
};
