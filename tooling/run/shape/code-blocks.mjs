/**
 * @typedef {object} CodeBlock
 * @property {string} document path from the root
 * @property {number} line of its first line of code, from 1
 * @property {string} code
 */

/**
 * The fenced `ts` blocks of a Markdown document; `ts no-check` is left out.
 * @param {{ document: string, text: string }} source
 * @returns {CodeBlock[]}
 */
export function codeBlocks({ document, text }) {
  /** @type {CodeBlock[]} */
  const blocks = [];
  /** @type {{ fence: string, indent: number, checked: boolean, start: number, code: string[] } | undefined} */
  let open;
  text.split(/\r?\n/).forEach((line, index) => {
    const fence = /^(\s*)(`{3,}|~{3,})\s*(.*)$/.exec(line);
    if (open === undefined) {
      if (!fence) return;
      const [, indent = '', marks = '', info = ''] = fence;
      open = { fence: marks, indent: indent.length, checked: isChecked(info), start: index + 2, code: [] };
    } else if (fence && fence[3] === '' && fence[2]?.startsWith(open.fence)) {
      if (open.checked) blocks.push({ document, line: open.start, code: `${open.code.join('\n')}\n` });
      open = undefined;
    } else {
      open.code.push(line.slice(Math.min(open.indent, line.length - line.trimStart().length)));
    }
  });
  return blocks;
}

/** @param {string} info the words after the fence */
function isChecked(info) {
  const [language = '', ...words] = info.trim().split(/[\s,]+/);
  return ['ts', 'typescript'].includes(language) && !words.includes('no-check');
}
