import { parse as parseWithBabel } from '@babel/parser';
import { parse } from 'recast';
import type { namedTypes } from 'ast-types';
import type { ExpressionKind } from 'ast-types/lib/gen/kinds.js';

/** Reads an expression, to be put into a tree. */
export function parseExpression(code: string): ExpressionKind {
  const file = parse(`async () => (${code}\n)`, {
    parser: {
      parse: (source: string) =>
        parseWithBabel(source, { sourceType: 'module', tokens: true, plugins: ['typescript', 'jsx'] }),
    },
  }) as namedTypes.File;
  const [statement] = file.program.body;
  if (statement?.type !== 'ExpressionStatement' || statement.expression.type !== 'ArrowFunctionExpression')
    throw new Error(`This is no expression: ${code}`);
  const { body } = statement.expression;
  if (body.type === 'BlockStatement') throw new Error(`This is no expression: ${code}`);
  // Parentheses of the wrapping are no part of it.
  if ('extra' in body) delete body.extra;
  return body;
}
