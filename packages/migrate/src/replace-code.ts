import { types, visit } from 'recast';
import type { namedTypes } from 'ast-types';
import type { NodePath } from 'ast-types/lib/node-path.js';
import { parseExpression } from './parse-expression.ts';
import type { Replacement, Rules } from './rules.ts';
import { codeOf, type SourceFile } from './source-file.ts';

const { builders: make } = types;

interface Context {
  readonly rules: Rules;
  readonly engines: ReadonlySet<string>;
}

/** Puts calls of core in place of those of the SDK, by the table of the vendor. */
export function replaceCode(file: SourceFile, { rules, engines }: Context): void {
  const apply = (node: namedTypes.Node, found: Replacement | undefined, what: string) => {
    if (found === undefined || 'left' in found) {
      file.note(
        node,
        found?.left ?? `${what} has no row in the table: see the guide, or use session.native.`,
      );
      return undefined;
    }
    if (found.note !== undefined) file.note(node, found.note);
    return parseExpression(found.code);
  };
  visit(file.tree, {
    visitNewExpression(path) {
      this.traverse(path);
      const { callee, arguments: given } = path.node;
      if (callee.type !== 'Identifier' || callee.name !== rules.engineClass) return;
      const [options] = given;
      const made = apply(
        path.node,
        rules.construct(file, options?.type === 'ObjectExpression' ? options : undefined),
        callee.name,
      );
      if (made) path.replace(made);
    },
    visitCallExpression(path) {
      const called = methodOf(path.node, engines);
      if (called === undefined) {
        this.traverse(path);
        return undefined;
      }
      // What is in the arguments first; the engine itself is not looked at again.
      for (const index of path.node.arguments.keys()) this.visit(path.get('arguments', index) as NodePath);
      const { engine, method } = called;
      const [name, listener] = path.node.arguments;
      const isListener = method === 'on' || method === 'once';
      const found =
        isListener && name && listener
          ? rules.listen(file, { engine, event: eventOf(name), listener })
          : rules.call(file, { engine, method, texts: path.node.arguments.map(codeOf), node: path.node });
      const place = path.node.callee.type === 'MemberExpression' ? path.node.callee.property : path.node;
      const made = apply(
        isListener ? place : path.node,
        found,
        isListener && name ? `The event ${eventOf(name)}` : `${engine}.${method}`,
      );
      if (made) path.replace(made);
      else if (isListener) {
        const statement = path.parent as NodePath<namedTypes.Node>;
        statement.replace(setAside(statement.node, file));
      }
      return false;
    },
    visitMemberExpression(path) {
      const { object, property } = path.node;
      const engine = codeOf(object);
      if (!engines.has(engine) || property.type !== 'Identifier') {
        this.traverse(path);
        return undefined;
      }
      const { node: parent } = path.parent as NodePath<namedTypes.Node>;
      if ('callee' in parent && parent.callee === path.node) return false;
      const made = apply(
        path.node,
        rules.property(file, { engine, name: property.name }),
        `${engine}.${property.name}`,
      );
      if (made) path.replace(made);
      return false;
    },
  });
}

/** Makes a comment of a statement that nothing of core takes the place of: what is left compiles, and says what was there. */
function setAside(statement: namedTypes.Node, file: SourceFile): namedTypes.Node {
  if (statement.type !== 'ExpressionStatement') return statement;
  const code = codeOf(statement).replaceAll(/\s*\n\s*\./gu, '.');
  const empty = make.emptyStatement();
  empty.comments = [
    ...((statement as namedTypes.ExpressionStatement).comments ?? []),
    ...code.split('\n').map((line) => make.commentLine(` ${line}`, true, false)),
  ];
  const line = file.places.get(statement) ?? statement.loc?.start.line;
  if (line !== undefined) file.places.set(empty, line);
  return empty;
}

/** Reads `room.localParticipant.setCameraEnabled(…)` as the engine and what comes after it. */
function methodOf(
  { callee }: namedTypes.CallExpression,
  engines: ReadonlySet<string>,
): { readonly engine: string; readonly method: string } | undefined {
  if (callee.type !== 'MemberExpression') return undefined;
  const code = codeOf(callee).replaceAll(/\s+/gu, '');
  const engine = [...engines].find((each) => code.startsWith(`${each}.`));
  const method = engine === undefined ? '' : code.slice(engine.length + 1);
  // What is called on a call's result is no call of the engine.
  return engine === undefined || !/^[\w$.]+$/u.test(method) ? undefined : { engine, method };
}

function eventOf(name: namedTypes.Node): string {
  const literal = name as { readonly type: string; readonly value?: unknown };
  if (literal.type === 'StringLiteral' && typeof literal.value === 'string') return literal.value;
  return codeOf(name).replace(/^\w+\./u, '');
}
