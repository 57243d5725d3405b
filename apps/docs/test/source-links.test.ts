import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveLink } from '../site/resolve-link.ts';
import { markdownFiles, root, sourcePages } from '../site/source-pages.ts';

const repository = 'https://github.com/jackfield-rtc/jackfield';
const pages = sourcePages();
const resolve = (source: string, href: string): string | undefined =>
  resolveLink(href, { source, pages, repository });

/** Links of a document outside of code. */
function linksOf(source: string): string[] {
  const text = readFileSync(join(root, source), 'utf8')
    .replaceAll(/^(`{3,}|~{3,}).*?^\1/gmsu, '')
    .replaceAll(/`[^`\n]*`/gu, '');
  return [...text.matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)/gu)].map(([, href = '']) => href);
}

describe('links of documents', () => {
  it('lead to files that are there, in every document of the repository', () => {
    const dead = markdownFiles()
      .filter((source) => !source.startsWith('apps/docs/generated/') && !source.startsWith('.changeset/'))
      .flatMap((source) =>
        linksOf(source)
          .filter((href) => !/^(?:[a-z]+:|#|\/)/u.test(href))
          .filter(
            (href) => !existsSync(join(root, posix.join(posix.dirname(source), href.split('#')[0] ?? ''))),
          )
          .map((href) => `${source}: ${href}`),
      );
    expect(dead).toEqual([]);
  });

  it('become links to pages, and into the repository where there is no page', () => {
    expect(resolve('docs/aliyun.md', 'errors.md')).toBe('/errors.md');
    expect(resolve('docs/aliyun.zh.md', 'switching.zh.md#选项')).toBe('/zh/switching.md#选项');
    expect(resolve('docs/aliyun.md', '../packages/tokens')).toBe('/packages/tokens.md');
    expect(resolve('docs/start.zh.md', '../packages/svelte')).toBe('/zh/packages/svelte.md');
    expect(resolve('docs/start.zh.md', '../packages/contract')).toBe('/packages/contract.md');
    expect(resolve('docs/mapping/p2p.md', '../decisions/0005-a-join-need-not-publish.md')).toBe(
      '/decisions/0005-a-join-need-not-publish.md',
    );
    expect(resolve('docs/aliyun.md', '../tooling/aliyun-live')).toBe(
      `${repository}/tree/main/tooling/aliyun-live`,
    );
    expect(resolve('docs/aliyun.md', '../package.json')).toBe(`${repository}/blob/main/package.json`);
    expect(resolve('docs/aliyun.md', '#errors')).toBeUndefined();
    expect(resolve('docs/aliyun.md', 'https://example.org/a.md')).toBeUndefined();
  });

  it('of a README on a registry lead to the same page', () => {
    expect(resolve('packages/core/README.md', `${repository}/blob/main/docs/laws.md#lifecycle`)).toBe(
      '/laws.md#lifecycle',
    );
  });
});
