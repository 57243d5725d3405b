import { fileOf, nameOf, wayBetween } from './import-graph.js';
import { importsOf } from './imports-of.js';

/**
 * No file imports itself by way of others, types included: files that need each other's types are one concept in two places.
 * @type {import('eslint').Rule.RuleModule}
 */
export const noCycle = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { cycle: 'This import closes a cycle: {{ files }}.' },
  },
  create(context) {
    return importsOf((specifier, node) => {
      const target = fileOf(context.filename, specifier);
      const way = target && wayBetween({ from: target, isEnd: (file) => file === context.filename });
      if (way) context.report({ node, messageId: 'cycle', data: { files: way.map(nameOf).join(' → ') } });
    });
  },
};
