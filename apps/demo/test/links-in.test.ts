import { describe, expect, it } from 'vitest';
import { linksIn } from '../src/call/panels/links-in.ts';

describe('linksIn', () => {
  it.each([
    ['no link', [{ text: 'no link' }]],
    ['', [{ text: '' }]],
    [
      'see https://example.com/a?b=1, please.',
      [
        { text: 'see ' },
        { text: 'https://example.com/a?b=1', href: 'https://example.com/a?b=1' },
        { text: ', please.' },
      ],
    ],
    [
      '看 https://example.com/。',
      [{ text: '看 ' }, { text: 'https://example.com/', href: 'https://example.com/' }, { text: '。' }],
    ],
    ['javascript:alert(1)', [{ text: 'javascript:alert(1)' }]],
    ['data:text/html,<b>', [{ text: 'data:text/html,<b>' }]],
    ['https://', [{ text: 'https://' }]],
  ])('cuts %j', (text, pieces) => {
    expect(linksIn(text)).toEqual(pieces);
  });

  it('gives no address but of the web, whatever is written', () => {
    const odd = [
      'HTTPS://EXAMPLE.COM/x',
      'https://[::1',
      'http://a\u202Eb/c',
      'https://javascript:alert(1)@x.y/',
    ];
    for (const text of odd)
      for (const { href } of linksIn(text)) if (href !== undefined) expect(href).toMatch(/^https?:\/\//);
  });
});
