import { floorShare } from '@jackfield/contract';
import type { Language } from './row.ts';

const share = `${String(100 * floorShare)} %`;

interface PageTexts {
  readonly heading: string;
  readonly legend: string;
  readonly tried: readonly string[];
  readonly noRun: string;
  /** The words behind a share that is too small. */
  readonly partial: string;
  readonly why: string;
  /** The words before the clauses that ran with real media nowhere. */
  readonly nowhere: string;
  /** The reasons themselves follow: they are written once, in English, by who writes an adapter. */
  readonly reasons: boolean;
}

/** The words of the conformance page around its tables. */
export const texts: Readonly<Record<Language, PageTexts>> = {
  en: {
    heading: `# Conformance

[简体中文](conformance.zh.md)

“Can I use” for RTC vendors: what each adapter of this repository can do, and which laws of [the contract](laws.md) were seen to hold, with real media but for the fake.
The same as [one page to look at](conformance.html) with every clause, and as [data](conformance.json). \`npm run conformance\` runs it all on your
machine and writes the three of them to \`reports/\`; with \`-- --keep\` they take the place of these, which belong to a release. Every entry of the
manifests is in [what each adapter claims](capabilities.md).
`,
    legend: `**✔** every clause about it that ran holds; _5/7_: of seven that apply five ran. **✗** a clause fails. **–** the vendor, or this way to use it, cannot, and says so.
**?** it applies, and was not proved here: why is [below](#not-proved-here). Rows lead to the clauses. A report is **partial** where less than ${share} of what
applies ran, or nothing about silence, ends or people.`,
    tried: ['adapter', 'level of proof', 'SDK', 'server', 'browser', 'run', 'clauses run', 'failed'],
    noRun: 'no run is kept',
    partial: ', **partial**',
    why: `## Not proved here

A clause needs something to happen: a person is muted by the server, a token ends. Where nobody can make that happen at a vendor, or a run is older than the
clause, it was not run, and this is why.`,
    nowhere: `### Nowhere with real media

These ran over the fake, or doubles of SDKs, alone: no adapter can bring about what they need with real media, or none claims it.`,
    reasons: true,
  },
  zh: {
    heading: `# 一致性

[English](conformance.md)

RTC 厂商的 “Can I use”：本仓库的每个适配器能做什么，[契约](laws.md)的哪些法则确实成立；除内存适配器外都用真实媒体运行。
同样的内容还有[一页可看的](conformance.html)（逐条列出）和[数据](conformance.json)。\`npm run conformance\` 会在你的机器上全部运行，把三者写到 \`reports/\`；加上 \`-- --keep\` 则替换这里的，它们属于一次发布。
清单的每一项见[每个适配器的声明](capabilities.zh.md)。
`,
    legend: `**✔** 运行过的相关条款全部成立；_5/7_：适用七条，运行了五条。**✗** 有条款不成立。**–** 厂商（或这种用法）做不到，并且如实声明。
**?** 适用，但此处未证明，原因见[下文](#此处未证明)。每行链接到条款。适用条款运行不足 ${share}，或没有运行任何关于静音、结束、参与者的条款，报告即为**不完整**。`,
    tried: ['适配器', '证明级别', 'SDK', '服务器', '浏览器', '运行', '已运行的条款', '失败'],
    noRun: '没有保存的运行',
    partial: '，**不完整**',
    why: `## 此处未证明

一条条款需要某件事发生：服务器静音了某人、凭证到期。如果在某个厂商那里没有办法让它发生，或者运行早于条款，就没有运行。
每个适配器的每一条原因，由适配器作者用英文写在[英文页](conformance.md#not-proved-here)里。`,
    nowhere: `### 没有真实媒体的条款

这些条款只在内存适配器或 SDK 替身上运行过：没有一个适配器能用真实媒体造出所需的情形，或没有一个作出这项声明。`,
    reasons: false,
  },
};
