import { relative, resolve, sep } from 'node:path';
import { fileOf, nameOf, wayBetween } from './import-graph.js';
import { importsOf } from './imports-of.js';

/**
 * What is loaded with one file never loads another part of its package, however far the way: types and late imports may name it.
 * @type {import('eslint').Rule.RuleModule}
 */
export const apart = {
  meta: {
    type: 'problem',
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        required: ['directory', 'never', 'why'],
        properties: {
          directory: { type: 'string' },
          never: { type: 'array', items: { type: 'string' } },
          why: { type: 'string' },
        },
      },
    ],
    messages: { loads: 'This import loads {{ file }}: {{ files }}. {{ why }}' },
  },
  create(context) {
    const [{ directory, never, why }] = context.options;
    const isForbidden = (/** @type {string} */ file) => {
      const path = relative(directory, file).split(sep).join('/');
      return never.some((/** @type {string} */ each) => path === each || path.startsWith(`${each}/`));
    };
    return importsOf((specifier, node) => {
      if (isNotLoaded(node.parent)) return;
      const target = fileOf(context.filename, specifier);
      const way = target && wayBetween({ from: target, isEnd: isForbidden, valuesOnly: true });
      const last = way?.at(-1);
      if (!way || !last) return;
      const file = relative(resolve(directory), last).split(sep).join('/');
      context.report({
        node,
        messageId: 'loads',
        data: { file, files: way.map(nameOf).join(' → '), why },
      });
    });
  },
};

/** @param {any} declaration */
function isNotLoaded(declaration) {
  if (!/^(Import|Export)\w*Declaration$/.test(declaration.type)) return true;
  if (declaration.importKind === 'type' || declaration.exportKind === 'type') return true;
  const names = declaration.specifiers ?? [];
  return (
    names.length > 0 &&
    names.every((/** @type {any} */ { importKind, exportKind }) => (importKind ?? exportKind) === 'type')
  );
}
