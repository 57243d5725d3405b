import { types, visit } from 'recast';
import type { SourceFile } from './source-file.ts';

/** Marks in the text what a person has to do, before the statement that it is in. */
export function markNotes(file: SourceFile): void {
  const left = [...file.notes];
  visit(file.tree, {
    visitStatement(path) {
      this.traverse(path);
      const { loc, type } = path.node;
      const place = file.places.get(path.node);
      const [start, end] = place === undefined ? [loc?.start.line, loc?.end.line] : [place, place];
      if (start === undefined || end === undefined || /^(?:BlockStatement|ImportDeclaration)$/u.test(type))
        return;
      const own = left.filter(({ line }) => line >= start && line <= end);
      if (own.length === 0) return;
      for (const each of own) left.splice(left.indexOf(each), 1);
      const comments = own.map(({ advice }) =>
        types.builders.commentLine(` TODO(jackfield): ${advice}`, true, false),
      );
      // What was set aside comes after what is to be done about it.
      const others = path.node.comments ?? [];
      path.node.comments = type === 'EmptyStatement' ? [...comments, ...others] : [...others, ...comments];
    },
  });
}
