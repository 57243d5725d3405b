import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { importsOf } from './imports-of.js';

/**
 * A relative import names the file as it is on disk, so that no tool has to guess.
 * @type {import('eslint').Rule.RuleModule}
 */
export const relativeExtension = {
  meta: {
    type: 'problem',
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { also: { type: 'array', items: { type: 'string' } } },
      },
    ],
    messages: { extension: 'A relative import ends in .ts (here: "{{ specifier }}").' },
  },
  create(context) {
    const endings = ['.ts', '.svelte', '.css', '.json', ...(context.options[0]?.also ?? [])];
    return importsOf((specifier, node) => {
      if (!/^\.{1,2}(\/|$)/.test(specifier)) return;
      const [path = ''] = specifier.split('?');
      // Plain JavaScript with its types beside it, where a library's own types leave something out.
      const isScript = path.endsWith('.js') && existsSync(resolve(dirname(context.filename), path));
      if (!isScript && !endings.some((ending) => path.endsWith(ending))) {
        context.report({ node, messageId: 'extension', data: { specifier } });
      }
    });
  },
};
