import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import { jackfieldPlugin } from './plugin.js';

/** Names that say nothing; options, message, config and callback are words. */
export const bannedNames = ['opts', 'msg', 'cfg', 'cb'];

const noEnum = { selector: 'TSEnumDeclaration', message: 'No enums: use a union of string literals.' };
const noNamespace = {
  selector: 'TSModuleDeclaration[kind="namespace"]',
  message: 'No namespaces: use a module.',
};
const noExportAll = { selector: 'ExportAllDeclaration', message: 'No "export *": name what is exported.' };

/**
 * House style, for every source file.
 * @type {import('eslint').Linter.Config[]}
 */
export const style = [
  {
    files: ['**/*.{ts,js,mjs,svelte}'],
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.mjs', '.svelte'] })],
      // Without a parser by name, imported files are not read and no cycle is ever found.
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    plugins: { 'import-x': /** @type {any} */ (importX), jackfield: jackfieldPlugin },
    rules: {
      eqeqeq: 'error',
      'id-denylist': ['error', ...bannedNames],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      'import-x/no-duplicates': 'error',
      'import-x/no-self-import': 'error',
      'max-lines': ['error', { max: 300 }],
      'no-restricted-syntax': ['error', noEnum, noNamespace, noExportAll],
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['{packages,apps}/**/*.{ts,svelte}'],
    plugins: { jackfield: jackfieldPlugin },
    rules: { 'jackfield/relative-extension': 'error' },
  },
  {
    files: ['**/*.test.ts', '**/test/**', '**/test-*/**', '**/*.generated.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    // Tools that load these want a default export.
    files: ['**/*.config.{js,ts,mjs}', '**/*-reporter.mjs', '**/.vitepress/**'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    files: ['**/*.svelte'],
    rules: { 'import-x/no-default-export': 'off', 'import-x/no-self-import': 'off' },
  },
];
