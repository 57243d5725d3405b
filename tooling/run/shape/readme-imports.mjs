import { builtinModules } from 'node:module';

const samples = /^```(?:tsx?|svelte)(?![^\n]*no-check)[^\n]*\n(.*?)^```$/gmsu;
const imported = /(?:\bfrom |\bimport\(|^import )'([^'.][^']*)'/gmu;
const installs = /\bnpm install((?: +[^\s`&;)]+)+)/gu;

/**
 * Lists the packages that samples of a README import and no line of it installs: who follows it alone comes no further there.
 * @param {string} text
 * @returns {string[]}
 */
export function neverInstalled(text) {
  const installed = new Set(
    [...text.matchAll(installs)]
      .flatMap(([, words = '']) => words.trim().split(/ +/u))
      .map((word) => word.replace(/(?<=.)@.*$/u, '')),
  );
  const names = [...text.matchAll(samples)]
    .flatMap(([, code = '']) => [...code.matchAll(imported)])
    .map(([, specifier = '']) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    )
    .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name));
  return [...new Set(names)].filter((name) => !installed.has(name));
}
