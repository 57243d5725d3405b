import { visit } from 'recast';
import { codeOf, type SourceFile } from './source-file.ts';

/** Finds what holds the engine in a file: variables and fields that it is assigned to, and those that the caller names. */
export function findEngines(
  file: SourceFile,
  { engineClass, named }: { readonly engineClass: string; readonly named: readonly string[] },
): ReadonlySet<string> {
  const engines = new Set(named);
  const isMade = (node: unknown): boolean => {
    const made = node as
      { readonly type?: string; readonly callee?: { readonly name?: string } } | null | undefined;
    return made?.type === 'NewExpression' && made.callee?.name === engineClass;
  };
  visit(file.tree, {
    visitVariableDeclarator(path) {
      const { id, init } = path.node;
      const annotation = id.type === 'Identifier' && id.typeAnnotation ? codeOf(id.typeAnnotation) : '';
      if (id.type === 'Identifier' && (isMade(init) || isOfClass(annotation, engineClass)))
        engines.add(id.name);
      this.traverse(path);
    },
    visitAssignmentExpression(path) {
      if (isMade(path.node.right)) engines.add(codeOf(path.node.left));
      this.traverse(path);
    },
    visitClassProperty(path) {
      const { key, value } = path.node;
      if (key.type === 'Identifier' && isMade(value)) engines.add(`this.${key.name}`);
      this.traverse(path);
    },
    visitIdentifier(path) {
      // A parameter with the type of the engine.
      if (path.node.typeAnnotation && isOfClass(codeOf(path.node.typeAnnotation), engineClass))
        engines.add(path.node.name);
      this.traverse(path);
    },
  });
  return engines;
}

function isOfClass(annotation: string, engineClass: string): boolean {
  return new RegExp(`^:?\\s*${engineClass}(?:\\s*\\|\\s*(?:undefined|null))?$`, 'u').test(annotation.trim());
}
