import { visit } from 'recast';
import type { Rules } from './rules.ts';
import type { SourceFile } from './source-file.ts';

/** Puts types of core in place of those of the SDK. */
export function replaceTypes(file: SourceFile, { types }: Rules): void {
  visit(file.tree, {
    visitTSTypeReference(path) {
      const { typeName } = path.node;
      const next = typeName.type === 'Identifier' ? types[typeName.name] : undefined;
      if (next !== undefined && typeName.type === 'Identifier')
        typeName.name = file.use(next, '@jackfield/core');
      this.traverse(path);
    },
  });
}
