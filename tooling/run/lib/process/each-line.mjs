/**
 * Cuts what comes in pieces into lines.
 * @param {(line: string) => void} tell
 */
export function eachLine(tell) {
  let rest = '';
  return {
    /** @param {string} text */
    add(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) tell(line);
    },
    end() {
      if (rest !== '') tell(rest);
      rest = '';
    },
  };
}
