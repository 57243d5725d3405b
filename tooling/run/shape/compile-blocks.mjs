import { dirname, join } from 'node:path';
import { workspacePackages } from '../lib/workspace/workspace.mjs';
import { sourceOf } from './entries.mjs';

/**
 * @typedef {import('./code-blocks.mjs').CodeBlock} CodeBlock
 * @typedef {{ line: number, message: string }} Problem `line` of the document
 */

/**
 * Type-checks code blocks as modules that lie beside their documents, against the sources of the workspace.
 * @param {{ base: string, blocks: CodeBlock[] }} request
 * @returns {Promise<Map<CodeBlock, Problem[]>>}
 */
export async function compileBlocks({ base, blocks }) {
  const { default: ts } = await import('typescript');
  const files = new Map(blocks.map((block, index) => [fileOf({ base, block, index }), block]));
  const parsed = ts.parseJsonConfigFileContent(
    {
      extends: './tooling/tsconfig/browser.json',
      compilerOptions: {
        noUnusedLocals: false,
        isolatedDeclarations: false,
        declaration: false,
        paths: sourcePaths(base),
      },
      files: [...files.keys()],
    },
    ts.sys,
    base,
  );
  const host = ts.createCompilerHost(parsed.options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name)?.code ?? readFile(name);
  host.getSourceFile = (name, settings, ...rest) => {
    const block = files.get(name);
    return block ? ts.createSourceFile(name, block.code, settings) : getSourceFile(name, settings, ...rest);
  };
  const program = ts.createProgram({ rootNames: [...files.keys()], options: parsed.options, host });
  /** @type {Map<CodeBlock, Problem[]>} */
  const problems = new Map();
  for (const [name, block] of files) {
    const source = program.getSourceFile(name);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    problems.set(
      block,
      found.map((diagnostic) => ({
        line: block.line + (source?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0),
        message: ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '),
      })),
    );
  }
  return problems;
}

/** @param {{ base: string, block: CodeBlock, index: number }} place */
function fileOf({ base, block, index }) {
  return join(base, dirname(block.document), `.code-block-${index}.ts`).replaceAll('\\', '/');
}

/**
 * Where each import of a workspace package leads: to its source, from any document.
 * @param {string} base
 * @returns {Record<string, string[]>}
 */
export function sourcePaths(base) {
  const pairs = workspacePackages(base).flatMap(({ name, directory, manifest }) =>
    Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) => {
      const source = sourceOf(target);
      return source === undefined ? [] : [[`${name}${subpath.slice(1)}`, [join(directory, source)]]];
    }),
  );
  return Object.fromEntries(pairs);
}
