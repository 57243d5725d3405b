import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrate } from '../migrate.ts';
import { vendors, type VendorName } from '../vendors.ts';

const usage = `jackfield-migrate <${Object.keys(vendors).join(' | ')}> [--write] [--engine this.room] [--extension .ts] FILE…

Changes files from a vendor's SDK to Jackfield, by the tables of the guides. Without --write it only says what it would do.
--engine     what holds the engine where it is not made in the same file; may be repeated
--extension  what imports of files end with in this app (.ts, .js); nothing where left out`;

/** Where a command writes. */
interface Streams {
  out(text: string): void;
  error(text: string): void;
}

/** Runs the command. Returns its exit code: 0 done, 1 something could not be read, 2 a wrong command. */
export function runCommand(args: readonly string[], { out, error }: Streams): number {
  const asked = read(args);
  if (typeof asked === 'string') {
    error(`${asked}\n\n${usage}`);
    return 2;
  }
  let code = 0;
  let left = 0;
  for (const path of asked.files) {
    try {
      left += change(path, asked, out);
    } catch (cause) {
      error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
      code = 1;
    }
  }
  out(left === 0 ? 'Nothing was left for you.' : `${left} left for you, marked TODO(jackfield).`);
  if (!asked.write) out('Nothing was written: add --write.');
  return code;
}

interface Asked {
  readonly from: VendorName;
  readonly files: readonly string[];
  readonly write: boolean;
  readonly engines: readonly string[];
  readonly extension: string;
}

function read(args: readonly string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        write: { type: 'boolean', default: false },
        engine: { type: 'string', multiple: true, default: [] },
        extension: { type: 'string', default: '' },
      },
    });
    const [name = '', ...files] = positionals;
    const from = (Object.keys(vendors) as VendorName[]).find((each) => each === name);
    if (from === undefined)
      return name === '' ? 'Which SDK does the app use?' : `There is no codemod for "${name}".`;
    if (files.length === 0) return 'Which files?';
    return { from, files, write: values.write, engines: values.engine, extension: values.extension };
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

/** Changes one file, and says so. Returns the number of things that it left. */
function change(path: string, { from, write, engines, extension }: Asked, out: Streams['out']): number {
  if (!statSync(path).isFile()) throw new Error('This is no file.');
  const { text, changed, notes, bridge } = migrate({
    from,
    text: readFileSync(path, 'utf8'),
    extension,
    engines,
  });
  if (!changed) {
    out(`${path}: nothing of the SDK`);
    return 0;
  }
  out(`${path}: ${write ? 'changed' : 'would change'}`);
  for (const { line, code, advice } of notes) out(`  ${path}:${line} ${code}\n    ${advice}`);
  if (write) writeFileSync(path, text);
  if (bridge !== undefined && write) writeBridge({ path, bridge, out });
  return notes.length;
}

/** Writes the bridge beside an app's file, once: from then on it is the app's. */
function writeBridge({
  path,
  bridge,
  out,
}: {
  readonly path: string;
  readonly bridge: string;
  out: Streams['out'];
}): void {
  const isScript = /^\.[cm]?jsx?$/u.test(extname(path));
  const target = join(dirname(path), `${bridge}${isScript ? '.js' : '.ts'}`);
  if (existsSync(target)) return;
  const source = isScript ? builtBridge(bridge) : new URL(`../bridges/${bridge}.ts`, packageOf());
  writeFileSync(target, readFileSync(source, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\n?$/u, '\n'));
  out(`${target}: written; ${basename(target)} is yours now`);
}

/** The folder `dist` or `src` of this package, whichever this runs from. */
function packageOf(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? '../' : './', import.meta.url);
}

function builtBridge(bridge: string): URL {
  return new URL(`../dist/bridges/${bridge}.js`, packageOf());
}
