import { types, visit } from 'recast';
import type { namedTypes } from 'ast-types';
import { codeOf, type SourceFile } from './source-file.ts';

const { builders: make } = types;

/** Makes a statement of each link of `room.on(…).on(…)`: in core `on` returns its undo, not the session. */
export function splitChains(file: SourceFile, engines: ReadonlySet<string>): void {
  visit(file.tree, {
    visitExpressionStatement(path) {
      const calls: namedTypes.CallExpression[] = [];
      let at: namedTypes.Node = path.node.expression;
      while (at.type === 'CallExpression') {
        const call = at as namedTypes.CallExpression;
        if (call.callee.type !== 'MemberExpression') break;
        calls.unshift(call);
        at = call.callee.object;
      }
      const engine = codeOf(at);
      if (calls.length > 1 && engines.has(engine) && calls.every(isListening)) {
        const statements = calls.map((call) => {
          if (call.callee.type === 'MemberExpression') call.callee.object = at as typeof call.callee.object;
          const statement = make.expressionStatement(call);
          // A new statement stands nowhere: notes go to where its link stood.
          if (call.callee.type === 'MemberExpression' && call.callee.property.loc)
            file.places.set(statement, call.callee.property.loc.start.line);
          return statement;
        });
        const [first] = statements;
        if (first && path.node.comments) first.comments = path.node.comments;
        path.replace(...statements);
        return false;
      }
      this.traverse(path);
      return undefined;
    },
  });
}

function isListening({ callee }: namedTypes.CallExpression): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.property.type === 'Identifier' &&
    /^(?:on|once)$/u.test(callee.property.name)
  );
}
