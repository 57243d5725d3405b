/**
 * What core calls things, as `docs/words.md` says: each entry is what is not said, and what is said instead. The platform's
 * and somebody else's own things ("the SDK's own sound") are meant by their owner and may be said.
 */
export const houseWords = [
  {
    pattern:
      /(?<!\b(?:its|their|your|his|her|\w+'s|\w+s') )\bown (?:source|microphone|camera|screen|side|role|identity|device|display name|preview)s?\b/gi,
    instead: 'local: what this side sends is local, what it receives is remote',
  },
  {
    pattern: /\b(?:stop|end)(?:s|ped)? publishing\b/gi,
    instead: 'unpublish',
  },
  { pattern: /\bdetach(?:es|ed)? (?:a|the) listeners?\b/gi, instead: 'undo: elements are detached' },
];

/**
 * One word for one thing, in code and in comments.
 * @type {import('eslint').Rule.RuleModule}
 */
export const houseWordsRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { word: 'Not "{{ word }}": the word is {{ instead }} (docs/words.md).' },
  },
  create(context) {
    return {
      Program() {
        const { sourceCode } = context;
        for (const { pattern, instead } of houseWords) {
          for (const match of sourceCode.text.matchAll(pattern)) {
            const start = sourceCode.getLocFromIndex(match.index);
            const end = sourceCode.getLocFromIndex(match.index + match[0].length);
            context.report({ loc: { start, end }, messageId: 'word', data: { word: match[0], instead } });
          }
        }
      },
    };
  },
};
