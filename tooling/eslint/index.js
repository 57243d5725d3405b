import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { boundaryConfigs } from './boundaries.js';
import { style } from './style.js';

/** Strict and typed, for files that belong to a tsconfig. */
const typed = /** @type {any[]} */ (tseslint.configs.strictTypeChecked);

/**
 * The whole configuration of a repository with packages, apps and tooling below `root`.
 * @param {{ root: string }} where
 * @returns {import('eslint').Linter.Config[]}
 */
export function jackfieldConfig({ root }) {
  return /** @type {any} */ ([
    {
      ignores: [
        '**/dist/**',
        '**/node_modules/**',
        '**/.turbo/**',
        '**/.cache/**',
        '**/coverage/**',
        '**/reports/**',
        '**/test-results/**',
        '**/playwright-report/**',
        '**/fixtures/**',
        '**/generated/**',
        '**/.vitepress/cache/**',
        '**/.vitepress/.temp/**',
        // Projects of other people's, with packages that are not installed here.
        'tooling/adopt/samples/**',
        'packages/create-jackfield/templates/**',
        'packages/migrate/samples/**',
      ],
    },
    { linterOptions: { reportUnusedDisableDirectives: 'error' } },
    js.configs.recommended,
    ...typed,
    ...svelte.configs['flat/recommended'],
    {
      languageOptions: {
        parserOptions: { projectService: true, tsconfigRootDir: root, extraFileExtensions: ['.svelte'] },
      },
      rules: {
        '@typescript-eslint/consistent-type-imports': 'error',
        '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
        '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
        '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
        // Parts are made of closures here: a function of an object is its value, not a method bound to it.
        '@typescript-eslint/unbound-method': 'off',
        '@typescript-eslint/switch-exhaustiveness-check': [
          'error',
          { considerDefaultExhaustiveForUnions: true },
        ],
        '@typescript-eslint/ban-ts-comment': [
          'error',
          { 'ts-expect-error': 'allow-with-description', 'ts-ignore': true },
        ],
      },
    },
    {
      files: ['**/*.svelte', '**/*.svelte.ts'],
      languageOptions: { parserOptions: { parser: tseslint.parser } },
    },
    {
      files: ['apps/demo/**', '**/*.svelte', '**/test-media/**'],
      languageOptions: { globals: globals.browser },
    },
    {
      files: [
        'tooling/**',
        'apps/docs/reference/**',
        'packages/*/bin.js',
        '*.js',
        '*.cjs',
        '**/*.config.{js,ts}',
      ],
      languageOptions: { globals: globals.node },
    },
    // Plain scripts and configuration files belong to no tsconfig of the packages; tsc checks the scripts by their own.
    { files: ['**/*.{js,mjs,cjs}', '**/*.config.ts'], ...tseslint.configs.disableTypeChecked },
    ...style,
    ...boundaryConfigs({ root }),
  ]);
}
