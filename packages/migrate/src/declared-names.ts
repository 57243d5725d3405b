import { visit } from 'recast';
import type { namedTypes } from 'ast-types';

/** Collects every name that a file gives to something of its own, anywhere in it. */
export function declaredNames(tree: namedTypes.File): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (node: unknown): void => {
    const { type, name } = (node ?? {}) as { readonly type?: string; readonly name?: unknown };
    if (type === 'Identifier' && typeof name === 'string') names.add(name);
  };
  visit(tree, {
    visitFunction(path) {
      add(path.node.id);
      path.node.params.forEach(add);
      this.traverse(path);
    },
    visitVariableDeclarator(path) {
      add(path.node.id);
      this.traverse(path);
    },
    visitImportSpecifier(path) {
      add(path.node.local);
      this.traverse(path);
    },
  });
  return names;
}
