import { types, visit } from 'recast';
import type { namedTypes } from 'ast-types';
import type { Rules } from './rules.ts';
import type { SourceFile } from './source-file.ts';

const { builders: make } = types;
const ofCore = ['@jackfield/core', '@jackfield/core/levels', '@jackfield/core/stats'];
const onlyTypes = new Set(['RtcSession', 'RtcSessionEvents', 'Participant']);

/** Imports what is needed now and no longer what is not. Tells whether the bridge is among it. */
export function settleImports(
  file: SourceFile,
  { rules, extension }: { readonly rules: Rules; readonly extension: string },
): boolean {
  const { body } = file.tree.program;
  const used = namesUsed(file);
  const kept = body.filter((statement) => {
    if (statement.type !== 'ImportDeclaration' || statement.source.value !== rules.module) return true;
    statement.specifiers = (statement.specifiers ?? []).filter(
      ({ local }) => local?.type === 'Identifier' && used.has(local.name),
    );
    return statement.specifiers.length > 0;
  });
  const hasBridge = file.imports.has(rules.bridge);
  const added = [...file.imports]
    .sort(([one], [other]) => ofCore.indexOf(other) - ofCore.indexOf(one))
    .map(([module, names]) =>
      importOf(ofCore.includes(module) ? module : `./${module}${extension}`, [...names].sort()),
    );
  const [first] = file.tree.program.body;
  const [lead] = added;
  // What is said at the top of the file stays there.
  if (first?.comments && lead) {
    lead.comments = first.comments;
    first.comments = null;
  }
  file.tree.program.body = [...added, ...kept];
  return hasBridge;
}

function importOf(
  module: string,
  names: readonly (readonly [string, string])[],
): namedTypes.ImportDeclaration {
  const specifiers = names.map(([name, local]) => {
    const specifier = make.importSpecifier(make.identifier(name), make.identifier(local));
    return onlyTypes.has(name) ? { ...specifier, importKind: 'type' as const } : specifier;
  });
  return make.importDeclaration(specifiers, make.stringLiteral(module));
}

function namesUsed({ tree }: SourceFile): ReadonlySet<string> {
  const used = new Set<string>();
  visit(tree, {
    visitImportDeclaration: () => false,
    visitIdentifier(path) {
      used.add(path.node.name);
      this.traverse(path);
    },
    visitJSXIdentifier(path) {
      used.add(path.node.name);
      this.traverse(path);
    },
  });
  return used;
}
