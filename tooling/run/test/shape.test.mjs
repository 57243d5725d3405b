import { describe, expect, it } from 'vitest';
import { reportName } from '../shape/api-report.mjs';
import { conformanceProblems } from '../shape/conformance-script.mjs';
import { identityOf, withAbsoluteLinks, withHome } from '../shape/identity.mjs';
import { neverInstalled } from '../shape/readme-imports.mjs';
import { entriesOf, withoutSource } from '../shape/entries.mjs';
import { manifestProblems, mapProblems } from '../shape/published.mjs';
import { overBudget } from '../shape/size-check.mjs';
import { conformanceMarkdown } from '../lib/conformance-report.mjs';
import { notYetConforming } from '../lib/not-yet-conforming.mjs';
import { workspacePackages } from '../lib/workspace/workspace.mjs';

const manifest = {
  name: '@jackfield/x',
  license: 'MIT',
  type: 'module',
  files: ['dist', 'CHANGELOG.md'],
  sideEffects: false,
  engines: { node: '>=20.19' },
  exports: {
    '.': { '@jackfield/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' },
    './style.css': './dist/style.css',
    './package.json': './package.json',
  },
  publishConfig: {
    access: 'public',
    provenance: true,
    exports: {
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './style.css': './dist/style.css',
      './package.json': './package.json',
    },
  },
};

describe('manifest', () => {
  it('passes when what is published is exports without the source condition', () => {
    expect(manifestProblems(manifest)).toEqual([]);
    expect(withoutSource(manifest.exports)).toEqual(manifest.publishConfig.exports);
  });

  it('names a published exports map that differs', () => {
    const exports = { '.': { types: './dist/index.d.ts', default: './dist/indx.js' } };
    const problems = manifestProblems({
      ...manifest,
      publishConfig: { access: 'public', provenance: true, exports },
    });
    expect(problems).toEqual([expect.stringContaining('publishConfig.exports')]);
  });

  it('wants a command that is there before anything is built', () => {
    const problems = manifestProblems({ ...manifest, bin: { x: './dist/bin.js' } });
    expect(problems).toEqual([expect.stringContaining('"bin" names what is built')]);
    expect(manifestProblems({ ...manifest, bin: { x: './bin.js' } })).toEqual([]);
  });

  it('peers on what is published together by its minor version', () => {
    const { peerDependencies } = { peerDependencies: { '@jackfield/core': '>=0.0.0 <1', react: '>=19 <20' } };
    const problems = manifestProblems({ ...manifest, peerDependencies });
    expect(problems).toEqual([expect.stringContaining('@jackfield/core is not "workspace:^"')]);
  });

  it('names no map that is not there, and no sources that are not', () => {
    const files = {
      '/p/a.d.ts': 'export {};\n//# sourceMappingURL=a.d.ts.map',
      '/p/b.js': 'export {};\n//# sourceMappingURL=b.js.map\n',
      '/p/b.js.map': JSON.stringify({ sources: ['../src/b.ts'] }),
      '/p/c.js': 'export {};\n//# sourceMappingURL=c.js.map\n',
      '/p/c.js.map': JSON.stringify({ sources: ['../src/c.ts'], sourcesContent: ['export {};'] }),
    };
    const contents = {
      listFiles: () => Object.keys(files),
      readFile: (/** @type {keyof typeof files} */ name) => files[name],
    };
    expect(mapProblems(/** @type {any} */ ({ contents }))).toEqual([
      '/p/a.d.ts names a.d.ts.map, which is not published',
      '/p/b.js.map leads to sources that are not published',
    ]);
  });

  it('lists entries that are code', () => {
    expect(entriesOf(manifest)).toEqual([
      { subpath: '.', specifier: '@jackfield/x', types: './dist/index.d.ts', file: './dist/index.js' },
    ]);
    const target = { directory: '/a/packages/core' };
    expect(reportName({ target, entry: { subpath: './adapter' } })).toBe('core-adapter');
  });
});

describe('conformance', () => {
  const adapter = { path: 'packages/adapter-x', manifest };

  it('is owed by every public adapter, or excused with a reason', () => {
    const script = { conformance: 'vitest run' };
    expect(conformanceProblems(adapter, {})).toEqual([expect.stringContaining('"conformance" script')]);
    expect(conformanceProblems(adapter, { 'packages/adapter-x': '' })).toHaveLength(1);
    expect(conformanceProblems(adapter, { 'packages/adapter-x': 'too new' })).toEqual([]);
    expect(conformanceProblems({ ...adapter, manifest: { ...manifest, scripts: script } }, {})).toEqual([]);
    expect(conformanceProblems({ ...adapter, manifest: { ...manifest, private: true } }, {})).toEqual([]);
    expect(conformanceProblems({ path: 'packages/core', manifest }, {})).toEqual([]);
  });

  it('excuses only adapters that are there', () => {
    const paths = workspacePackages().map(({ path }) => path);
    expect(Object.keys(notYetConforming).filter((path) => !paths.includes(path))).toEqual([]);
  });
});

describe('size', () => {
  const sizes = [{ subpath: '.', minified: 3000, gzipped: 1200, parts: [] }];

  it('is over only above the limit, and a budget without entry is a mistake', () => {
    expect(overBudget({ sizes, budgets: { '.': { limit: 1200 } } })).toEqual([]);
    expect(overBudget({ sizes, budgets: { '.': { limit: 1199 } } })).toEqual([
      '. has 1200 B, the limit is 1199 B',
    ]);
    expect(overBudget({ sizes, budgets: { './gone': { limit: 1 } } })).toEqual([
      expect.stringContaining('./gone'),
    ]);
  });
});

describe('conformance report', () => {
  it('says "not yet run" and never a figure for an adapter without a run', () => {
    const nothing = { passed: 0, failed: 0, skipped: [], reports: [] };
    const text = conformanceMarkdown([{ name: 'a', status: 'not yet run', ...nothing }]);
    expect(text).toContain('| `a` |  | not yet run |  |  |  |  |');
    expect(conformanceMarkdown([])).toContain('No adapter yet.');
  });

  it('has a line for each report, and lists what failed and what could not be tried with the reason', () => {
    const clause = { id: 'RTC-JOIN-01', title: 'It joins.', level: 'session' };
    const report = {
      adapter: 'a with little',
      sdkVersion: '1.2.3',
      counts: { passed: 7, failed: 1, 'not-applicable': 3, 'not-drivable': 1 },
      clauses: [
        { ...clause, status: 'failed', reason: 'It should\n  join.' },
        { ...clause, status: 'not-drivable', reason: 'kick: no server' },
        { ...clause, status: 'not-applicable', reason: 'no messages' },
      ],
    };
    const result = { name: 'a', passed: 7, failed: 1, skipped: [], reports: [report] };
    const text = conformanceMarkdown([{ ...result, status: 'failed' }]);
    expect(text).toContain('| `a` (a with little) | 1.2.3 | failed | 7 | 1 | 3 | 1 |');
    expect(text).toContain('## a with little: failed\n\n- RTC-JOIN-01 It joins. It should join.');
    expect(text).toContain('## a with little: not drivable\n\n- RTC-JOIN-01 It joins. kick: no server');
    expect(text).not.toContain('no messages');
  });

  it('says which clauses do not run with every change, why, and by what they are run', () => {
    const clause = { id: 'RTC-RENDER-01', title: 'It plays.', level: 'session', status: 'passed' };
    const counts = { passed: 2, failed: 0, 'not-applicable': 1, 'not-drivable': 0 };
    const clauses = [clause, { ...clause, id: 'RTC-JOIN-01' }, { ...clause, status: 'not-applicable' }];
    const reports = [{ adapter: 'a by radio', sdkVersion: '1', counts, clauses }];
    const result = {
      name: 'a',
      status: /** @type {const} */ ('passed'),
      passed: 2,
      failed: 0,
      skipped: [],
      reports,
    };
    const less = {
      what: 'clauses about media',
      contract: 'a by radio',
      clauses: '^RTC-RENDER-',
      reason: 'the same by wire',
      command: 'npm run conformance',
    };
    expect(conformanceMarkdown([result], [less])).toContain(
      '- a by radio: clauses about media (1), by `npm run conformance` alone: the same by wire',
    );
    expect(conformanceMarkdown([result], [{ ...less, contract: 'b' }])).toContain('runs with every change');
    expect(conformanceMarkdown([result], [{ ...less, contract: 'b' }])).not.toContain('before a release');
  });

  it('says why an adapter was not run', () => {
    const empty = { passed: 0, failed: 0, skipped: [], reports: [] };
    const text = conformanceMarkdown([{ ...empty, name: 'b', status: 'not yet run', reason: 'too new' }]);
    expect(text).toContain('| `b` |  | not yet run |  |  |  |  |');
    expect(text).toContain('## Not run\n\n- `b`, not yet run: too new');
  });
});

describe('identity', () => {
  const address = 'https://github.com/somebody/else';

  it('says where a package is at home, from one line of the repository', () => {
    expect(identityOf('packages/x', address)).toMatchObject({
      homepage: `${address}/tree/main/packages/x#readme`,
      repository: { url: `git+${address}.git`, directory: 'packages/x' },
      bugs: { url: `${address}/issues` },
    });
  });

  it('makes links of a README lead somewhere on any page, and follow the repository where it moves', () => {
    const readme = {
      path: 'packages/x',
      address,
      text: `[a](../../docs/a.md#part) [b](../y) [c](https://example.org/c.md) [d](#here) [Jackfield](${address}#readme)`,
    };
    const text = `[a](${address}/blob/main/docs/a.md#part) [b](${address}/tree/main/packages/y) [c](https://example.org/c.md) [d](#here) [Jackfield](${address}#readme)`;
    expect(withAbsoluteLinks(readme)).toBe(text);
    const moved = 'https://github.com/new/home';
    expect(withAbsoluteLinks({ ...readme, text, address: moved })).toBe(text.replaceAll(address, moved));
  });

  it('knows what samples of a README import and nobody was told to install', () => {
    const text = [
      '```sh\nnpm install --save-dev @x/one@1.0.0 two\n```',
      "```ts\nimport a from '@x/one/part';\nimport { b } from 'two';\nimport 'node:fs';\nimport './own.ts';\n```",
      "```ts no-check\nimport c from 'three';\n```",
    ].join('\n\n');
    expect(neverInstalled(text)).toEqual([]);
    expect(neverInstalled(text.replace(' two', '').replace(' no-check', ''))).toEqual(['two', 'three']);
  });

  it('is named in a document as the repository is called now, and other repositories are left alone', () => {
    const text = `\`git clone ${address}\`, [Jackfield](${address}) and [a server](https://github.com/some/server).`;
    const moved = 'https://github.com/new/home';
    expect(withHome({ text, address: moved })).toBe(text.replaceAll(address, moved));
    expect(withHome({ text, address })).toBe(text);
  });
});
