import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
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
 * @param {{ target: import('../lib/workspace/workspace.mjs').WorkspacePackage, entry: import('./entries.mjs').Entry, update: boolean }} request
 * @returns {Promise<string[]>}
 */
export async function apiProblems({ target, entry, update }) {
  const declarations = join(target.directory, entry.types ?? '');
  if (!existsSync(declarations)) return [`${entry.types} was not built`];
  const reportFolder = join(target.directory, 'api');
  if (update) mkdirSync(reportFolder, { recursive: true });
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
          reportFolder,
          reportTempFolder,
          reportFileName: `${reportName({ target, entry })}.api.md`,
        },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        messages: {
          compilerMessageReporting: { default: { logLevel: /** @type {any} */ ('error') } },
          extractorMessageReporting: {
            default: { logLevel: /** @type {any} */ ('none') },
            // Every exported member says what it does for its reader.
            'ae-undocumented': { logLevel: /** @type {any} */ ('error') },
            'ae-forgotten-export': { logLevel: /** @type {any} */ ('none'), addToApiReportFile: true },
          },
          tsdocMessageReporting: { default: { logLevel: /** @type {any} */ ('none') } },
        },
      },
      configObjectFullPath: undefined,
      packageJsonFullPath: join(target.directory, 'package.json'),
    });
    return await extract({ Extractor, extractorConfig, update, documented: entry.subpath !== './testing' });
  } finally {
    rmSync(reportTempFolder, { recursive: true, force: true });
  }
}

/**
 * @param {{ Extractor: any, extractorConfig: any, update: boolean, documented: boolean }} request `documented`: every member
 *   must say what it is for; the doubles of a testing entry repeat the browser's own members, which need no second text
 */
async function extract({ Extractor, extractorConfig, update, documented }) {
  /** @type {string[]} */
  const problems = [];
  /** @type {string[]} */
  const undocumented = [];
  const result = Extractor.invoke(extractorConfig, {
    localBuild: update,
    messageCallback: (/** @type {any} */ message) => {
      message.handled = true;
      if (message.messageId === 'ae-undocumented')
        undocumented.push(message.text.replace(/^.*?"(.*)".*$/, '$1'));
      else if (message.logLevel === 'error') problems.push(message.text);
    },
  });
  if (documented && undocumented.length > 0) problems.push(`no doc comment on ${undocumented.join(', ')}`);
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
