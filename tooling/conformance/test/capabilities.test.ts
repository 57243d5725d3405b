import { capabilitiesMarkdown } from '@jackfield/contract';
import { describe, expect, it } from 'vitest';
import { columns } from '../src/columns.ts';
import { chineseCapabilities } from './chinese-capabilities.ts';

/** Every adapter of this repository as it is without options that change what it claims. */
const adapters = columns.filter(({ hasOptions }) => !hasOptions).map(({ adapter }) => adapter);

/** Those of which options change what they claim, with these options. */
const withOptions = columns
  .filter(({ hasOptions }) => hasOptions)
  .map(({ adapter: { capabilities, limits }, title }) => ({ name: title, capabilities, limits }));

const heading = `# What each adapter claims

[简体中文](capabilities.zh.md)

Generated from the adapters: \`cd tooling/conformance && npx vitest run -u\` writes it anew. The contract holds an
adapter to its claims and to its denials, where it has run on it: [the conformance page](conformance.md) says where. Options change
some: these are the adapters without options, and [below](#with-options) those that claim something else with some.

`;

const chineseHeading = `# 每个适配器的声明

[English](capabilities.md)

由适配器生成：\`cd tooling/conformance && npx vitest run -u\`。契约按这些声明要求每个适配器，声称没有的也要求确实没有；在哪里运行过，见[一致性](conformance.zh.md)。
下面先是不带选项的适配器，再是[带选项时](#带选项时)声明不同的那些；每一行的含义在[最后](#每一行的含义)。

`;

const optionsHeading = `
## With options

`;

describe('what the adapters claim', () => {
  it('stands in docs/capabilities.md', async () => {
    await expect(
      heading + capabilitiesMarkdown(adapters) + optionsHeading + capabilitiesMarkdown(withOptions),
    ).toMatchFileSnapshot('../../../docs/capabilities.md');
  });

  it('stands there in Chinese, too, with what each row means', async () => {
    const rows = capabilitiesMarkdown(adapters);
    const names = [...rows.matchAll(/^\| `(\w+)` /gmu)].map(([, name]) => name);
    expect(names).toEqual(Object.keys(chineseCapabilities));
    const meanings = Object.entries(chineseCapabilities).map(([name, text]) => `| \`${name}\` | ${text} |`);
    const page = `${chineseHeading}${rows}\n## 带选项时\n\n${capabilitiesMarkdown(withOptions)}\n## 每一行的含义\n\n| | |\n| --- | --- |\n${meanings.join('\n')}\n`;
    await expect(page).toMatchFileSnapshot('../../../docs/capabilities.zh.md');
  });

  it('is version 1 of the interface', () => {
    expect(adapters.map(({ specificationVersion }) => specificationVersion)).toEqual(adapters.map(() => 1));
  });
});
