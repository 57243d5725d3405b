import { stripVTControlCharacters, styleText } from 'node:util';

const colour = Boolean(process.stdout.isTTY) && !process.env['NO_COLOR'];

/**
 * @param {Parameters<typeof styleText>[0]} style
 * @param {string} text
 */
function paint(style, text) {
  return colour ? styleText(style, text) : text;
}

/** One line about what is being done now. @param {string} text */
export function say(text) {
  console.log(`${paint('cyan', '▸')} ${text}`);
}

/** A line of detail under the last `say`. @param {string} text */
export function detail(text) {
  console.log(`  ${text}`);
}

/** Something that the reader must not miss. @param {string} text */
export function warn(text) {
  console.log(`${paint('yellow', '!')} ${text}`);
}

/** @param {string} text */
export function good(text) {
  console.log(`  ${paint('green', '✓')} ${text}`);
}

/** @param {string} text */
export function bad(text) {
  console.log(`  ${paint('red', '✗')} ${text}`);
}

/** What somebody else wrote, without its colours where this output has none. @param {string} text */
export function plain(text) {
  return colour ? text : stripVTControlCharacters(text);
}
