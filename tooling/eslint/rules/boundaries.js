import { dirname, resolve, sep } from 'node:path';
import { importsOf } from './imports-of.js';

/**
 * Which modules a folder may import. Relative imports stay inside the package and say `.ts`; every other specifier must
 * match one of `allow`. Files and folders in `closed` belong to another side of the same package.
 * @type {import('eslint').Rule.RuleModule}
 */
export const boundaries = {
  meta: {
    type: 'problem',
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        required: ['allow', 'why'],
        properties: {
          allow: { type: 'array', items: { type: 'string' } },
          deny: { type: 'array', items: { type: 'string' } },
          packageDirectory: { type: 'string' },
          closed: { type: 'array', items: { type: 'string' } },
          why: { type: 'string' },
        },
      },
    ],
    messages: {
      forbidden: 'Import of "{{ specifier }}" crosses a boundary: {{ why }}',
      outside: 'Import of "{{ specifier }}" leaves the package: import it by the name of its package.',
      closed: 'Import of "{{ specifier }}" crosses a boundary: {{ why }}',
    },
  },
  create(context) {
    const [{ allow, deny = [], packageDirectory, closed = [], why }] = context.options;
    const allowed = allow.map((/** @type {string} */ pattern) => new RegExp(`^(?:${pattern})$`));
    const denied = deny.map((/** @type {string} */ pattern) => new RegExp(`^(?:${pattern})$`));
    const matches = (/** @type {RegExp[]} */ patterns, /** @type {string} */ specifier) =>
      patterns.some((pattern) => pattern.test(specifier));
    return importsOf((specifier, node) => {
      if (/^\.{0,2}\//.test(specifier) || specifier === '.' || specifier === '..') {
        if (packageDirectory === undefined) return;
        const target = resolve(dirname(context.filename), specifier);
        const isBelow = (/** @type {string} */ directory) =>
          `${target}${sep}`.startsWith(`${directory}${sep}`);
        if (!isBelow(packageDirectory)) context.report({ node, messageId: 'outside', data: { specifier } });
        else if (closed.some(isBelow))
          context.report({ node, messageId: 'closed', data: { specifier, why } });
        return;
      }
      if (matches(denied, specifier) || !matches(allowed, specifier)) {
        context.report({ node, messageId: 'forbidden', data: { specifier, why } });
      }
    });
  },
};
