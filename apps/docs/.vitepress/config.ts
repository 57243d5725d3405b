import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineConfig, type DefaultTheme, type UserConfig } from 'vitepress';
import { llmsText } from '../site/llms-text.ts';
import { asPages } from '../site/markdown.ts';
import { sidebarsOf } from '../site/outline.ts';
import { searchDialog } from '../site/search-dialog.ts';
import { searchedText } from '../site/searched-text.ts';
import { segmentWords } from '../site/segment-words.ts';
import { leftOut, markdownFiles, pathOf, root, sourcePages } from '../site/source-pages.ts';
import { writeNotices } from '../site/write-notices.ts';

writeNotices(sourcePages());
const pages = sourcePages();
const rewrites = Object.fromEntries(pages.map(({ source, path }) => [source, path]));
const { repository: named } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  repository: string;
};
const repository = `https://github.com/${named.replace('github:', '')}`;
const base = process.env['JACKFIELD_DOCS_BASE'] ?? '/';
const sidebar = (language: 'en' | 'zh'): DefaultTheme.SidebarMulti =>
  Object.fromEntries(
    Object.entries(sidebarsOf(pages, language)).map(([folder, groups]) => [
      folder,
      groups.map((group) => ({ ...group, items: [...group.items] })),
    ]),
  );

/** Documents lie where no package has Vue: as pages they take that of this one. */
const vueOfTheSite: NonNullable<UserConfig['vite']>['plugins'] = [
  {
    name: 'vue-of-the-site',
    enforce: 'pre',
    resolveId(id, importer) {
      if (!/^vue(?:\/|$)/u.test(id) || importer?.includes('/node_modules/') !== false) return undefined;
      return this.resolve(id, join(root, 'apps/docs/package.json'), { skipSelf: true });
    },
  },
  {
    // VitePress sorts documents into the indexes of languages by where they lie, not by which page they are: one index has all.
    name: 'one-search-index',
    enforce: 'pre',
    resolveId: (id) => (id === '@localSearchIndexzh' ? '/@localSearchIndexroot' : undefined),
    // Nobody searches while pages are rendered: it is made for browsers alone, and not twice.
    load: (id, { ssr } = {}) =>
      ssr === true && id === '/@localSearchIndex' ? 'export default {}' : undefined,
  },
  {
    // They are looked for beside the documents, where they are not; by themselves they are found from VitePress.
    name: 'nothing-of-vitepress-beside-documents',
    configResolved({ optimizeDeps }) {
      optimizeDeps.include = (optimizeDeps.include ?? []).filter((name) => !name.startsWith('vitepress > '));
    },
  },
  {
    // What renders the pages while they are built is run once and thrown away: to shake it takes longer than to run what is left.
    name: 'pages-are-rendered-once',
    config: (_config, { isSsrBuild }) =>
      isSsrBuild === true ? { build: { rollupOptions: { treeshake: false } } } : {},
  },
];

const chineseSearch: DefaultTheme.LocalSearchOptions['translations'] = {
  button: { buttonText: '搜索', buttonAriaLabel: '搜索' },
  modal: {
    displayDetails: '显示详情',
    resetButtonTitle: '清除',
    backButtonTitle: '关闭搜索',
    noResultsText: '没有找到',
    footer: {
      selectText: '选择',
      selectKeyAriaLabel: '回车',
      navigateText: '移动',
      navigateUpKeyAriaLabel: '上箭头',
      navigateDownKeyAriaLabel: '下箭头',
      closeText: '关闭',
      closeKeyAriaLabel: 'Esc',
    },
  },
};

export default defineConfig({
  srcDir: root,
  srcExclude: [
    ...leftOut.map((folder) => `**/${folder}/**`),
    ...markdownFiles().filter((file) => pathOf(file) === undefined),
  ],
  outDir: './dist',
  cacheDir: './.vitepress/cache',
  rewrites,
  base,
  cleanUrls: false,
  metaChunk: true,
  // The links are resolved by asPages and checked in what is built: test-e2e.
  ignoreDeadLinks: true,
  lastUpdated: false,
  title: 'Jackfield',
  description: 'One call API for the web that any RTC vendor plugs into.',
  head: [['link', { rel: 'icon', href: `${base}icon.svg`, type: 'image/svg+xml' }]],
  markdown: {
    // Comments and keywords that can be read: the themes that VitePress takes by itself are too faint.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: asPages({ pages, repository }),
    lineNumbers: false,
    languageAlias: { jsonc: 'json' },
  },
  vite: {
    publicDir: join(root, 'apps/docs/public'),
    build: { chunkSizeWarningLimit: 4000 },
    plugins: [...vueOfTheSite, searchDialog],
  },
  locales: {
    root: { label: 'English', lang: 'en' },
    zh: {
      label: '简体中文',
      lang: 'zh-CN',
      link: '/zh/',
      description: '网页端统一通话 API，任何 RTC 厂商都可以接入。',
      themeConfig: {
        nav: [
          { text: '开始', link: '/zh/start' },
          { text: '概念', link: '/zh/concepts' },
          { text: '迁移', link: '/zh/start-swap' },
          { text: '一致性', link: '/zh/conformance' },
          { text: 'API', link: '/reference/' },
        ],
        sidebar: sidebar('zh'),
        outline: { label: '本页内容', level: [2, 3] },
        docFooter: { prev: '上一页', next: '下一页' },
        darkModeSwitchLabel: '深浅色',
        lightModeSwitchTitle: '切换到浅色',
        darkModeSwitchTitle: '切换到深色',
        sidebarMenuLabel: '目录',
        returnToTopLabel: '回到顶部',
        langMenuLabel: '语言',
        skipToContentLabel: '跳到正文',
        notFound: {
          title: '没有这一页',
          quote: '地址可能已经改变。',
          linkText: '回到首页',
          linkLabel: '回到首页',
        },
      },
    },
  },
  themeConfig: {
    logo: { src: '/icon.svg', alt: '' },
    nav: [
      { text: 'Start', link: '/start' },
      { text: 'Concepts', link: '/concepts' },
      { text: 'Migrate', link: '/start-swap' },
      { text: 'Conformance', link: '/conformance' },
      { text: 'API', link: '/reference/' },
    ],
    sidebar: sidebar('en'),
    outline: { level: [2, 3] },
    notFound: {
      title: 'There is no such page',
      quote: 'Its address may have changed: the search finds it.',
      linkText: 'To the first page',
      linkLabel: 'To the first page',
    },
    socialLinks: [{ icon: 'github', link: repository, ariaLabel: 'GitHub' }],
    search: {
      provider: 'local',
      options: {
        locales: { zh: { translations: chineseSearch } },
        miniSearch: { options: { tokenize: segmentWords }, searchOptions: { combineWith: 'AND' } },
        _render: searchedText,
      },
    },
  },
  buildEnd({ outDir }) {
    for (const { source, path } of pages) {
      if (source.startsWith('apps/docs/generated/zh/') || source.startsWith('apps/docs/home/')) continue;
      const file = join(outDir, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, readFileSync(join(root, source)));
    }
    writeFileSync(join(outDir, 'llms.txt'), llmsText(pages, base));
  },
});
