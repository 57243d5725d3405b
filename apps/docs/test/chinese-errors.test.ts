import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chineseErrors } from './chinese-errors.ts';

const heading = `# 错误

[English](errors.md)

core 和适配器只用一个类来拒绝：\`RtcError\`。\`code\` 是下表之一；\`message\` 说明下一步该做什么；\`retryable\` 说明原样再调用一次是否可能成功；
\`vendorCode\` 和 \`cause\` 原样来自厂商。用 \`isRtcError(value)\` 来判断，包有两份副本时也成立。

| code | name | 可重试 | 含义 | 怎么办 |
| --- | --- | --- | --- | --- |
`;

it('the Chinese page of errors has the same codes as the English one', async () => {
  const english = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
  const rows = [...english.matchAll(/^\| `([a-z-]+)` \| [^|]+ \| (`\w+`) \| (yes|no) \|/gmu)];
  expect(rows.map(([, code]) => code).sort()).toEqual(Object.keys(chineseErrors).sort());
  const lines = rows.map(([, code = '', name = '', retryable]) => {
    const texts = Object.entries(chineseErrors).find(([each]) => each === code)?.[1] ?? [];
    return `| ${[`\`${code}\``, name, retryable === 'yes' ? '是' : '否', ...texts].join(' | ')} |`;
  });
  await expect(`${heading}${lines.join('\n')}\n`).toMatchFileSnapshot('../../../docs/errors.zh.md');
});
