/** Words that no doc comment begins with: a verb in the third person, or the noun that is explained, says it at once. */
const openings = /^\*\s*(?:\*\s*)?(What|Whether|How|Somebody|Who|When)\b/;

/**
 * How doc comments begin: "Publishes …", "Returns …", "The clones that …".
 * @type {import('eslint').Rule.RuleModule}
 */
export const docOpenings = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      opening: 'A doc comment begins with a verb in the third person or a noun, not with "{{ word }}".',
    },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const word = comment.type === 'Block' ? openings.exec(comment.value)?.[1] : undefined;
          if (word && comment.loc) context.report({ loc: comment.loc, messageId: 'opening', data: { word } });
        }
      },
    };
  },
};
