import type { Language, Page } from './source-pages.ts';

/** A group of the sidebar: its heading, and the pages in it, as paths of the English ones without `.md`. */
interface Group {
  readonly heading: Readonly<Record<Language, string>>;
  readonly pages: readonly string[];
  readonly collapsed?: boolean;
}

/** The order of the sidebar. What is in no group comes last, by itself. */
export const outline: readonly Group[] = [
  {
    heading: { en: 'Start', zh: '开始' },
    pages: [
      'start',
      'start-swap',
      'adapter-authors',
      'packages/create-jackfield',
      'adapter-walk',
      'start-walk',
      'comparison',
    ],
  },
  {
    heading: { en: 'Understand', zh: '理解' },
    pages: ['concepts', 'words', 'laws', 'conformance', 'capabilities', 'performance'],
  },
  {
    heading: { en: 'Guides', zh: '指南' },
    pages: ['switching', 'operations', 'errors', 'browsers', 'quality', 'processors'],
  },
  {
    heading: { en: 'Vendors', zh: '厂商' },
    pages: [
      'aliyun',
      'trtc',
      'livekit',
      'janus',
      'aliyun-traps',
      'trtc-traps',
      'aliyun-emulator',
      'trtc-emulator',
      'p2p-protocol',
    ],
  },
  {
    heading: { en: 'Move from a bare SDK', zh: '从裸 SDK 迁移' },
    pages: [
      'migrate/aliyun',
      'migrate/trtc',
      'migrate/livekit',
      'migrate/agora',
      'migrate/twilio',
      'migrate/daily',
      'packages/migrate',
    ],
  },
  {
    heading: { en: 'Packages', zh: '包' },
    pages: [
      'packages/core',
      'packages/svelte',
      'packages/react',
      'packages/operations',
      'packages/tokens',
      'packages/adapter-p2p',
      'packages/adapter-fake',
      'packages/adapter-livekit',
      'packages/adapter-janus',
      'packages/adapter-aliyun',
      'packages/adapter-trtc',
      'packages/contract',
      'packages/aliyun-emulator',
      'packages/trtc-emulator',
      'packages/emulator-kit',
      'packages/demo',
      'packages/server',
    ],
    collapsed: true,
  },
  {
    heading: { en: 'Inside', zh: '内部' },
    pages: [
      'core',
      'mapping/p2p',
      'mapping/aliyun',
      'mapping/livekit',
      'mapping/janus',
      'mapping/trtc',
      'security/threat-model',
      'contributing',
      'security-policy',
    ],
    collapsed: true,
  },
];

const folders: readonly { readonly folder: string; readonly heading: Readonly<Record<Language, string>> }[] =
  [
    { folder: 'reference/', heading: { en: 'API reference', zh: 'API 参考' } },
    { folder: 'decisions/', heading: { en: 'Decisions', zh: '决策记录' } },
  ];

/** A group as VitePress wants it. */
export interface SidebarGroup {
  readonly text: string;
  readonly collapsed?: boolean;
  /** Leads to its first page, where it can be folded: a heading that is a button may hold none. */
  readonly link?: string;
  readonly items: readonly { readonly text: string; readonly link: string }[];
}

/** Makes the sidebar of a language: groups in their order, then those of whole folders, then what nobody has put anywhere. */
export function sidebarOf(pages: readonly Page[], language: Language): readonly SidebarGroup[] {
  const prefix = language === 'zh' ? 'zh/' : '';
  const own = new Map(pages.filter((page) => page.language === language).map((page) => [page.path, page]));
  const english = new Map(pages.filter((page) => page.language === 'en').map((page) => [page.path, page]));
  const used = new Set(['index']);
  const item = (name: string): SidebarGroup['items'] => {
    used.add(name);
    const page = own.get(`${prefix}${name}.md`);
    if (!page || page.source.startsWith('apps/docs/generated/zh/')) {
      const original = english.get(`${name}.md`);
      if (!original) return [];
      return [{ text: language === 'zh' ? `${original.title}（英文）` : original.title, link: `/${name}` }];
    }
    return [{ text: page.title, link: `/${prefix}${name}` }];
  };
  const named = outline.map(({ heading, pages: names, collapsed }) => ({
    text: heading[language],
    ...(collapsed ? { collapsed } : {}),
    items: names.flatMap(item),
  }));
  const names = [...english.keys()].map((path) => path.replace(/\.md$/u, ''));
  const whole = folders.map(({ folder, heading }) => ({
    text: heading[language],
    collapsed: true,
    items: names.filter((name) => name.startsWith(folder)).flatMap(item),
  }));
  const rest = names.filter((name) => !used.has(name)).flatMap(item);
  const more = rest.length === 0 ? [] : [{ text: language === 'zh' ? '更多' : 'More', items: rest }];
  return [...named, ...more, ...whole]
    .filter(({ items }) => items.length > 0)
    .map((group): SidebarGroup => {
      const [first] = group.items;
      return 'collapsed' in group && first ? { ...group, collapsed: true, link: first.link } : group;
    });
}

/**
 * Makes the sidebars of a language, by the folder that they stand beside. Whole folders have one of their own, and every other page leads
 * to their first page: what has a hundred links is not drawn again beside each page.
 */
export function sidebarsOf(
  pages: readonly Page[],
  language: Language,
): Readonly<Record<string, readonly SidebarGroup[]>> {
  const root = language === 'zh' ? '/zh/' : '/';
  const groups = sidebarOf(pages, language);
  const whole = folders.flatMap(({ folder, heading }) => {
    const group = groups.find(({ text }) => text === heading[language]);
    return group ? [{ folder, group }] : [];
  });
  const main = groups.filter((each) => !whole.some(({ group }) => group === each));
  const doors = whole.flatMap(({ group: { text, items } }) =>
    items.slice(0, 1).map(({ link }) => ({ text, link })),
  );
  return {
    [root]: [...main, { text: language === 'zh' ? '参考' : 'Reference', items: doors }],
    ...Object.fromEntries(
      whole.map(({ folder, group: { text, items } }) => [`${root}${folder}`, [{ text, items }]]),
    ),
  };
}
