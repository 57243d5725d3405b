import { relative, sep } from 'node:path';
import { root } from '../lib/paths.mjs';
import { bad, detail, good } from '../lib/say.mjs';
import { emptyTally, oneFailed, onePassed, sum } from '../lib/tally.mjs';
import { filesBelow } from '../lib/walk.mjs';
import { codeBlocks } from './code-blocks.mjs';
import { compileBlocks } from './compile-blocks.mjs';
import { readFileSync } from 'node:fs';

/** Type-checks the ts blocks of every document against the sources; each block counts once. */
export async function checkDocuments() {
  const documents = filesBelow(root).filter((file) => isDocument(relative(root, file).split(sep).join('/')));
  const blocks = documents.flatMap((file) =>
    codeBlocks({ document: relative(root, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }),
  );
  if (blocks.length === 0) {
    detail('documents: no ts code block to check');
    return emptyTally();
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
  return tally;
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
