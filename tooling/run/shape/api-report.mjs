import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from '../lib/paths.mjs';

const compilerOptions = {
  target: 'ES2022',
  lib: ['ES2022', 'ESNext.Disposable', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
  module: 'ESNext',
  moduleResolution: 'Bundler',
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  types: ['node'],
  typeRoots: [join(root, 'node_modules', '@types')],
};

/**
 * Compares the API report of an entry point with the committed one in `api/`, or writes it.
 * @param {{ target: import('../lib/workspace.mjs').WorkspacePackage, entry: import('./entries.mjs').Entry, update: boolean }} request
 * @returns {Promise<string[]>}
 */
export async function apiProblems({ target, entry, update }) {
  const declarations = join(target.directory, entry.types ?? '');
  if (!existsSync(declarations)) return [`${entry.types} was not built`];
  const { Extractor, ExtractorConfig } = await import('@microsoft/api-extractor');
  const reportTempFolder = mkdtempSync(join(tmpdir(), 'jackfield-api-'));
  try {
    const extractorConfig = ExtractorConfig.prepare({
      configObject: {
        projectFolder: target.directory,
        mainEntryPointFilePath: declarations,
        newlineKind: 'lf',
        compiler: { overrideTsconfig: { compilerOptions, files: [declarations] } },
        apiReport: {
          enabled: true,
          reportFolder: join(target.directory, 'api'),
          reportTempFolder,
          reportFileName: `${reportName({ target, entry })}.api.md`,
        },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        messages: {
          compilerMessageReporting: { default: { logLevel: /** @type {any} */ ('error') } },
          extractorMessageReporting: { default: { logLevel: /** @type {any} */ ('none') } },
          tsdocMessageReporting: { default: { logLevel: /** @type {any} */ ('none') } },
        },
      },
      configObjectFullPath: undefined,
      packageJsonFullPath: join(target.directory, 'package.json'),
    });
    return await extract({ Extractor, extractorConfig, update });
  } finally {
    rmSync(reportTempFolder, { recursive: true, force: true });
  }
}

/** @param {{ Extractor: any, extractorConfig: any, update: boolean }} request */
async function extract({ Extractor, extractorConfig, update }) {
  /** @type {string[]} */
  const problems = [];
  const result = Extractor.invoke(extractorConfig, {
    localBuild: update,
    messageCallback: (/** @type {any} */ message) => {
      message.handled = true;
      if (message.logLevel === 'error') problems.push(message.text);
    },
  });
  if (result.apiReportChanged && !update) {
    problems.push(
      'the API report differs from the committed one: run "npm run check -- --update" and review the difference',
    );
  }
  return problems;
}

/** `core`, `core-adapter`. @param {{ target: { directory: string }, entry: { subpath: string } }} request */
export function reportName({ target, entry }) {
  const name = basename(target.directory);
  return entry.subpath === '.' ? name : `${name}-${entry.subpath.slice(2).replaceAll('/', '-')}`;
}
