import { visit } from 'recast';
import type { namedTypes } from 'ast-types';
import { codeOf, type SourceFile } from './source-file.ts';

/** The parts of a listener that are changed in place. */
export type ListenerFunction =
  namedTypes.ArrowFunctionExpression | namedTypes.FunctionExpression | namedTypes.FunctionDeclaration;

/** Finds the function that a listener is: written there, or declared in this file. Undefined for one from elsewhere. */
export function listenerOf(file: SourceFile, listener: namedTypes.Node): ListenerFunction | undefined {
  if (listener.type === 'ArrowFunctionExpression' || listener.type === 'FunctionExpression')
    return listener as ListenerFunction;
  if (listener.type !== 'Identifier') return undefined;
  const name = codeOf(listener);
  let found: ListenerFunction | undefined;
  visit(file.tree, {
    visitFunctionDeclaration(path) {
      if (path.node.id?.name === name) found = path.node;
      this.traverse(path);
    },
    visitVariableDeclarator(path) {
      const { id, init } = path.node;
      if (id.type === 'Identifier' && id.name === name && init)
        if (init.type === 'ArrowFunctionExpression' || init.type === 'FunctionExpression') found = init;
      this.traverse(path);
    },
  });
  return found;
}

/** The names of a function's parameters; undefined where one is no plain name. */
export function parameterNames({ params }: ListenerFunction): readonly string[] | undefined {
  const names = params.map((each) => (each.type === 'Identifier' ? each.name : undefined));
  return names.every((name) => name !== undefined) ? names : undefined;
}
