import { clauses } from '@jackfield/contract';
import { readNotRun, type NotRun } from './read-not-run.ts';

/** One run of the contract that every change of this repository is held to. */
interface Run {
  /** The adapter's package below `packages/`. */
  readonly adapter: string;
  /** The name of the run, as its tests call it. */
  readonly contract: string;
  readonly snapshot: string;
  readonly against: Readonly<Record<Language, string>>;
}

type Language = 'en' | 'zh';

const runs: readonly Run[] = [
  {
    adapter: 'adapter-fake',
    contract: 'fake',
    snapshot: 'adapter-fake/test-contract/__snapshots__/contract.test.ts.snap',
    against: { en: 'its cloud in memory, in Node', zh: '内存中的云，在 Node 里' },
  },
  {
    adapter: 'adapter-p2p',
    contract: 'p2p over a WebSocket',
    snapshot: 'adapter-p2p/test-contract/__snapshots__/web-socket.test.ts.snap',
    against: { en: 'its own signalling server, Chromium', zh: '自带的信令服务器，Chromium' },
  },
  {
    adapter: 'adapter-livekit',
    contract: 'livekit',
    snapshot: 'adapter-livekit/test-contract/__snapshots__/livekit.test.ts.snap',
    against: { en: 'a real LiveKit server, Chromium', zh: '真实的 LiveKit 服务器，Chromium' },
  },
  {
    adapter: 'adapter-janus',
    contract: 'janus',
    snapshot: 'adapter-janus/test-contract/__snapshots__/janus.test.ts.snap',
    against: { en: 'a real Janus server, Chromium', zh: '真实的 Janus 服务器，Chromium' },
  },
  {
    adapter: 'adapter-aliyun',
    contract: 'aliyun',
    snapshot: 'adapter-aliyun/test-contract-media/__snapshots__/aliyun.test.ts.snap',
    against: {
      en: 'the real SDK on our emulator, Chromium; never Alibaba’s service',
      zh: '真实的 SDK 连接模拟器，Chromium；从未连过阿里云的服务',
    },
  },
  {
    adapter: 'adapter-trtc',
    contract: 'trtc',
    snapshot: 'adapter-trtc/test-contract-media/__snapshots__/trtc.test.ts.snap',
    against: {
      en: 'the real SDK on our emulator, Chromium; never Tencent’s service',
      zh: '真实的 SDK 连接模拟器，Chromium；从未连过腾讯云的服务',
    },
  },
];

const texts = {
  en: {
    heading: `# Conformance

[简体中文](conformance.zh.md)

“Can I use” for RTC vendors: how much of [the contract](laws.md) holds each adapter in this repository, with real media unless it says otherwise.
Every clause that is counted as run passes with every change that is published: a change with a failing one is not.
Generated from the lists that the runs themselves are held to: \`cd tooling/conformance && npx vitest run -u\`.
\`npm run conformance\` runs it all on your machine and writes a report with each clause. What an adapter can do at all
is [what it claims](capabilities.md); the contract holds it to that.
`,
    columns: ['adapter', 'tried against', 'clauses run', 'do not apply', 'cannot be brought about'],
    why: `## What could not be brought about

A clause needs something to happen: a person is muted by the server, a token ends. Where nobody can make that happen at a vendor, the clause is not run, and this is why.
`,
  },
  zh: {
    heading: `# 一致性

[English](conformance.md)

RTC 厂商的 “Can I use”：[契约](laws.md)中有多少条款约束着本仓库的每个适配器；除非另有说明，都用真实媒体运行。
凡是计入“已运行”的条款，每次发布的改动都必须通过；有一条失败，改动就不会发布。
本页由各次运行自己遵守的清单生成：\`cd tooling/conformance && npx vitest run -u\`。
\`npm run conformance\` 会在你的机器上全部运行一遍，并逐条写出报告。适配器究竟能做什么，见[它的声明](capabilities.zh.md)；契约以此要求它。
`,
    columns: ['适配器', '对着什么运行', '已运行的条款', '不适用', '无法制造'],
    why: `## 无法制造的情形

一条条款需要某件事发生：服务器静音了某人、凭证到期。如果在某个厂商那里没有办法让它发生，这条条款就不运行，原因如下（英文）。
`,
  },
} as const;

/** Writes the conformance page: how many clauses hold each adapter, and why the rest do not run. */
export function conformancePage(language: Language): string {
  const { heading, columns, why } = texts[language];
  const all = clauses.filter(({ level }) => level !== 'core').length;
  const left = runs.map((run) => ({ ...run, notRun: notRunOf(run) }));
  const count = (list: readonly NotRun[], wanted: NotRun['status']): number =>
    list.filter(({ status }) => status === wanted).length;
  const rows = left.map(({ adapter, against, notRun }) => [
    `[\`${adapter}\`](../packages/${adapter})`,
    against[language],
    `${String(all - notRun.length)} / ${String(all)}`,
    String(count(notRun, 'not-applicable')),
    String(count(notRun, 'not-drivable')),
  ]);
  const lists = left.flatMap(({ adapter, notRun }) => [
    ...(count(notRun, 'not-drivable') === 0 ? [] : ['', `### ${adapter}`, '']),
    ...notRun
      .filter(({ status }) => status === 'not-drivable')
      .map(({ id, reason }) => `- ${id} ${titleOf(id)} _${reason}_`),
  ]);
  const table = [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [heading, ...table, '', why.trimEnd(), ...lists, ''].join('\n');
}

function notRunOf({ snapshot, contract }: Run): readonly NotRun[] {
  return readNotRun({ contract, snapshot: new URL(`../../../packages/${snapshot}`, import.meta.url) });
}

function titleOf(id: string): string {
  const clause = clauses.find((each) => each.id === id);
  if (!clause) throw new Error(`There is no clause ${id}.`);
  return clause.title;
}
