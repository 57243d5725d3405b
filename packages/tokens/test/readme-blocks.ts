import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));

/** What the README calls "yours". */
const accounts = `
export interface User { readonly id: string; readonly name: string }
export const userOf = async (request: Request): Promise<User | undefined> =>
  request.headers.get('authorization') === 'Bearer alice' ? { id: 'alice', name: 'Alice' } : undefined;
export const mayEnter = async (_user: User, room: string): Promise<boolean> => room !== 'private';
`;

/**
 * The README's code, written to files named by each block's first line. Blocks that import each other are marked
 * `no-check` there, because only together, as they are written here, do they compile.
 */
export interface ReadmeBlocks {
  readonly files: readonly string[];
  /** The file of a block. */
  path(name: string): string;
  remove(): void;
}

/** Writes the blocks inside the package, where its own name and its development libraries resolve. */
export function writeReadmeBlocks(): ReadmeBlocks {
  const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');
  const cache = join(packageRoot, '.cache');
  mkdirSync(cache, { recursive: true });
  const root = mkdtempSync(join(cache, 'readme-'));
  const blocks = [...readme.matchAll(/^```ts(?: no-check)?\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)].map(
    ([, name = '', code = '']) => ({ name, code }),
  );
  // What is typed in a shell is no code.
  const fences = readme.match(/^```(?!sh$)\w.*$/gm) ?? [];
  if (fences.length !== blocks.length)
    throw new Error('A code block of the README has no file name, or is no TypeScript.');
  const files = [{ name: 'accounts.ts', code: accounts }, ...blocks].map(({ name, code }) => {
    const file = join(root, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
    return file;
  });
  return {
    files,
    path: (name) => join(root, name),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
