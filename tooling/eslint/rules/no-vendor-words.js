/** Words by which a vendor would show in code that belongs to none. */
export const vendorWords = [
  'aliyun',
  'alirtc',
  'agora',
  'livekit',
  'trtc',
  'twilio',
  'sophon',
  'chime',
  'zego',
  'volc',
  'jitsi',
  'mediasoup',
  'tencent',
];

/**
 * No vendor's name, in code or in comments.
 * @type {import('eslint').Rule.RuleModule}
 */
export const noVendorWords = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { word: 'The vendor word "{{ word }}" does not belong here: say it in neutral words.' },
  },
  create(context) {
    const pattern = new RegExp(vendorWords.join('|'), 'gi');
    return {
      Program() {
        const { sourceCode } = context;
        for (const match of sourceCode.text.matchAll(pattern)) {
          const start = sourceCode.getLocFromIndex(match.index);
          const end = sourceCode.getLocFromIndex(match.index + match[0].length);
          context.report({ loc: { start, end }, messageId: 'word', data: { word: match[0] } });
        }
      },
    };
  },
};
