import { relative, sep } from 'node:path';
import { root } from '../lib/paths.mjs';
import { bad, detail, good } from '../lib/say.mjs';
import { oneFailed, onePassed, sum } from '../lib/lanes/tally.mjs';
import { filesBelow } from '../lib/workspace/walk.mjs';
import { codeBlocks } from './code-blocks.mjs';
import { compileBlocks } from './compile-blocks.mjs';
import { howToWrite, withHome } from './identity.mjs';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Type-checks the ts blocks of every document against the sources, each of which counts once, and looks where documents say the
 * repository is, which is written where `update` is set.
 * @param {{ update: boolean }} choices
 */
export async function checkDocuments({ update }) {
  const documents = filesBelow(root).filter((file) => isDocument(relative(root, file).split(sep).join('/')));
  const blocks = documents.flatMap((file) =>
    codeBlocks({ document: relative(root, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }),
  );
  const homes = checkHomes({ documents, update });
  if (blocks.length === 0) {
    detail('documents: no ts code block to check');
    return homes;
  }
  const problems = await compileBlocks({ base: root, blocks });
  const tallies = blocks.map((block) => {
    const own = problems.get(block) ?? [];
    for (const { line, message } of own) bad(`${block.document}:${line} ${message}`);
    return own.length === 0
      ? onePassed()
      : oneFailed(`${block.document}:${block.line} code block: ${own[0]?.message}`);
  });
  const tally = sum(tallies);
  (tally.failed > 0 ? bad : good)(`documents: ${tally.passed} of ${blocks.length} code blocks compile`);
  return sum([homes, tally]);
}

/** @param {{ documents: readonly string[], update: boolean }} request */
function checkHomes({ documents, update }) {
  const wrong = documents.filter((file) => {
    const text = readFileSync(file, 'utf8');
    const right = withHome({ text });
    if (update && right !== text) writeFileSync(file, right);
    return right !== text;
  });
  if (update || wrong.length === 0) return onePassed();
  const names = wrong.map((file) => relative(root, file)).join(', ');
  bad(`${names}: another address than "repository" of the root's package.json (${howToWrite})`);
  return oneFailed(`documents: the repository is elsewhere in ${names}`);
}

/** README.md anywhere but in templates, everything in docs/, and the other documents of the root. @param {string} path */
export function isDocument(path) {
  if (path.includes('/templates/')) return false;
  return (
    /^[^/]+\.md$/.test(path) ||
    /(^|\/)README(\.zh-CN)?\.md$/.test(path) ||
    /^(docs|apps\/docs\/home)\/.+\.md$/.test(path)
  );
}
