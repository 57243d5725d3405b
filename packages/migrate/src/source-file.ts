import { parse as parseWithBabel } from '@babel/parser';
import { parse, print } from 'recast';
import type { namedTypes } from 'ast-types';
import { declaredNames } from './declared-names.ts';

/** Something that a person has to do, or look at. */
export interface Note {
  /** The line of the file as it was, from 1. */
  readonly line: number;
  /** The text that stands there. */
  readonly code: string;
  /** Why it was left, and what to do. */
  readonly advice: string;
}

/** One file on its way from one SDK to another: its tree, what it needs to import, and what is left to do. */
export class SourceFile {
  readonly tree: namedTypes.File;
  readonly notes: Note[] = [];
  /** The line at which a statement stood that is new now. */
  readonly places: Map<namedTypes.Node, number> = new Map();
  /** Names to import, by module: as they are exported, and as they are called here. */
  readonly imports: Map<string, Map<string, string>> = new Map();
  readonly #declared: ReadonlySet<string>;

  constructor(text: string) {
    this.tree = parse(text, {
      parser: {
        parse: (source: string) =>
          parseWithBabel(source, {
            sourceType: 'module',
            tokens: true,
            plugins: ['typescript', 'jsx', 'decorators-legacy'],
            errorRecovery: false,
          }),
      },
    }) as namedTypes.File;
    this.#declared = declaredNames(this.tree);
  }

  /** Takes down what a person has to look at. */
  note(node: namedTypes.Node, advice: string): void {
    const line = node.loc?.start.line ?? 0;
    if (this.notes.some((each) => each.line === line && each.advice === advice)) return;
    this.notes.push({ line, code: codeOf(node).split('\n')[0]?.trim() ?? '', advice });
  }

  /** Has the file import a name. Returns what it is called here: something else where the app has that name already. */
  use(name: string, module: string): string {
    const names = this.imports.get(module) ?? new Map<string, string>();
    const local = this.#declared.has(name)
      ? `jackfield${name.charAt(0).toUpperCase()}${name.slice(1)}`
      : name;
    this.imports.set(module, names.set(name, local));
    return local;
  }
}

/** Writes a piece of the tree as code, as it stands in the file. */
export function codeOf(node: namedTypes.Node): string {
  return print(node).code;
}
