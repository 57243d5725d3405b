import { print } from 'recast';
import { findEngines } from './find-engines.ts';
import { markNotes } from './mark-notes.ts';
import { replaceCode } from './replace-code.ts';
import { replaceTypes } from './replace-types.ts';
import { SourceFile, type Note } from './source-file.ts';
import { settleImports } from './settle-imports.ts';
import { splitChains } from './split-chains.ts';
import { vendors, type VendorName } from './vendors.ts';

/** A file to change. */
export interface MigrateRequest {
  /** The SDK that it is written against. */
  readonly from: VendorName;
  /** Its text: TypeScript or JavaScript, as ES modules or a script. */
  readonly text: string;
  /** The extension that imports of files carry in this app: `.ts`, `.js` or none. None where left out. */
  readonly extension?: string | undefined;
  /** Names of the engine that are not made in this file, such as `this.room`. */
  readonly engines?: readonly string[] | undefined;
}

/** The outcome for a file. */
export interface MigrateResult {
  /** The text of the file now. */
  readonly text: string;
  /** Tells whether anything of the SDK was found. */
  readonly changed: boolean;
  /** The places that were left for a person, by line of the file as it was; each is marked in the text, too. */
  readonly notes: readonly Note[];
  /** The file that it now imports, without its extension, or undefined; `jackfield-migrate` writes it beside. */
  readonly bridge: string | undefined;
}

/** Changes one file. What the table has no row for stays as it is, is marked `TODO(jackfield)` and noted. Throws where the text cannot be read. */
export function migrate({ from, text, extension = '', engines: named = [] }: MigrateRequest): MigrateResult {
  const rules = vendors[from];
  const file = new SourceFile(text);
  const engines = findEngines(file, { engineClass: rules.engineClass, named });
  if (engines.size === 0 && !(rules.module !== undefined && text.includes(rules.module)))
    return { text, changed: false, notes: [], bridge: undefined };
  splitChains(file, engines);
  replaceCode(file, { rules, engines });
  replaceTypes(file, rules);
  const hasBridge = settleImports(file, { rules, extension });
  markNotes(file);
  const notes = [...file.notes].sort((one, other) => one.line - other.line);
  return {
    text: tidy(print(file.tree, { quote: quoteOf(text) }).code),
    changed: true,
    notes,
    bridge: hasBridge ? rules.bridge : undefined,
  };
}

function quoteOf(text: string): 'single' | 'double' {
  return text.split("'").length >= text.split('"').length ? 'single' : 'double';
}

/** Puts what a listener takes apart on one line, and takes out statements that are comments alone. */
function tidy(code: string): string {
  return code
    .replaceAll(
      /\(\s*\{\s*([\w$:,\s]+?)\s*\}(: RtcSessionEvents\[['"][\w-]+['"]\])?\s*\)/gu,
      (whole, names: string, type = '') =>
        whole.includes('\n') ? `({ ${names.replaceAll(/\s+/gu, ' ')} }${String(type)})` : whole,
    )
    .replaceAll(/^(\s*\/\/ .*)\n\s*;$/gmu, '$1');
}
