/**
 * Calls `found` for every module specifier of a file, in whatever form it is written: static, dynamic, re-export,
 * type import, require.
 * @param {(specifier: string, node: any) => void} found
 * @returns {import('eslint').Rule.RuleListener}
 */
export function importsOf(found) {
  const literal = (/** @type {any} */ node) => {
    const source = node?.type === 'TSLiteralType' ? node.literal : node;
    if (source?.type === 'Literal' && typeof source.value === 'string') found(source.value, source);
    else if (source?.type === 'TemplateLiteral' && source.expressions.length === 0) {
      found(source.quasis[0].value.cooked, source);
    }
  };
  const ofSource = (/** @type {any} */ node) => literal(node.source);
  return {
    ImportDeclaration: ofSource,
    ExportNamedDeclaration: ofSource,
    ExportAllDeclaration: ofSource,
    ImportExpression: ofSource,
    TSImportType: (/** @type {any} */ node) => literal(node.source ?? node.argument),
    TSExternalModuleReference: (/** @type {any} */ node) => literal(node.expression),
    CallExpression: (/** @type {any} */ node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'require') literal(node.arguments[0]);
    },
  };
}
