import { describe, expect, it } from 'vitest';
import { coreApart, coreFloors } from '../boundaries.js';
import { repository } from './lint-snippet.mjs';

/** @type {[file: string, specifier: string][]} */
const forbidden = [
  ['packages/core/src/a.ts', 'svelte'],
  ['packages/core/src/a.ts', 'node:fs'],
  ['packages/core/src/a.ts', '@jackfield/contract'],
  ['packages/core/src/a.ts', '@jackfield/core'],
  ['packages/contract/src/a.ts', 'vitest'],
  ['packages/contract/src/a.ts', '@jackfield/adapter-plain'],
  ['packages/contract/src/run/describe-contract.ts', 'playwright'],
  ['packages/adapter-vendor/src/a.ts', 'vendor-sdk'],
  ['packages/adapter-vendor/src/load-sdk.ts', 'vendor-sdk'],
  ['packages/adapter-vendor/src/port.ts', 'other-sdk'],
  ['packages/adapter-vendor/src/a.ts', '@jackfield/contract'],
  ['packages/adapter-vendor/src/a.ts', '@jackfield/core/testing'],
  ['packages/adapter-vendor/src/a.ts', '@jackfield/adapter-plain'],
  ['packages/adapter-plain/src/load-sdk.ts', 'vendor-sdk'],
  ['packages/adapter-vendor/src/a.ts', 'node:http'],
  ['packages/adapter-vendor/src/a.ts', './server/room.ts'],
  ['packages/adapter-vendor/src/deep/a.ts', '../server.ts'],
  ['packages/adapter-vendor/src/server/room.ts', 'other-sdk'],
  ['packages/svelte/src/a.ts', '@jackfield/adapter-plain'],
  ['packages/svelte/src/a.ts', '@jackfield/core/adapter'],
  ['packages/svelte/src/a.ts', '@jackfield/core/adapter-kit'],
  ['apps/demo/src/a.ts', '@jackfield/adapter-plain'],
  ['apps/demo/src/a.ts', '@jackfield/core/adapter'],
  ['apps/demo/src/a.ts', '@jackfield/core/adapter-kit'],
  ['apps/demo/src/a.ts', 'vendor-sdk'],
  ['apps/demo/src/adapters.ts', '@jackfield/core/adapter'],
  ['apps/demo/src/adapters.ts', 'vendor-sdk'],
  ['apps/demo/src/lobby/adapters.ts', '@jackfield/adapter-plain'],
  ['packages/tokens/src/a.ts', '@jackfield/server'],
];

/** @type {[file: string, specifier: string][]} */
const allowed = [
  ['packages/core/src/a.ts', './b.ts'],
  ['packages/core/test/a.test.ts', 'vitest'],
  ['packages/contract/src/a.ts', '@jackfield/core/adapter'],
  ['packages/contract/src/run/describe-contract.ts', 'vitest'],
  ['packages/adapter-vendor/src/port.ts', 'vendor-sdk'],
  ['packages/adapter-vendor/src/port.ts', 'vendor-sdk/esm'],
  ['packages/adapter-vendor/src/a.ts', '@jackfield/core/adapter'],
  ['packages/adapter-vendor/src/a.ts', '@jackfield/core/adapter-kit'],
  ['packages/adapter-vendor/test/a.test.ts', '@jackfield/contract'],
  ['packages/adapter-vendor/src/a.test.ts', '@jackfield/contract'],
  ['packages/adapter-vendor/src/server/room.ts', 'node:http'],
  ['packages/adapter-vendor/src/server.ts', './server/room.ts'],
  ['packages/adapter-vendor/src/server.ts', './protocol/frame.ts'],
  ['packages/svelte/src/a.ts', 'svelte/reactivity'],
  ['apps/demo/src/a.ts', '@jackfield/core/devices'],
  ['apps/demo/src/a.ts', '@jackfield/svelte'],
  ['apps/demo/src/adapters.ts', '@jackfield/adapter-plain'],
  ['apps/server/src/a.ts', 'ws'],
  ['packages/tokens/src/a.ts', 'node:crypto'],
];

const boundaryErrors = (/** @type {string[]} */ found) =>
  found.filter((text) => text.startsWith('jackfield/boundaries'));

describe('boundaries', () => {
  it.each(forbidden)('%s may not import %s', async (file, specifier) => {
    const found = await repository()(file, `import { a } from '${specifier}';\n`);
    expect(boundaryErrors(found)).toEqual([expect.stringContaining(`"${specifier}" crosses a boundary`)]);
  });

  it.each(allowed)('%s may import %s', async (file, specifier) => {
    expect(boundaryErrors(await repository()(file, `import { a } from '${specifier}';\n`))).toEqual([]);
  });

  it.each([
    `import 'vendor-sdk';`,
    `import type { A } from 'vendor-sdk';`,
    `export { a } from 'vendor-sdk';`,
    `export const load = () => import('vendor-sdk');`,
    'export const load = () => import(`vendor-sdk`);',
    `export type A = import('vendor-sdk').A;`,
    `export * as all from 'vendor-sdk';`,
    `export const a = require('vendor-sdk');`,
  ])('sees the import in %s', async (code) => {
    expect(boundaryErrors(await repository()('packages/core/src/a.ts', code))).toHaveLength(1);
  });

  it('sees a relative import that leaves its package', async () => {
    const lint = repository();
    const code = `import { a } from '../../adapter-plain/src/a.ts';\n`;
    expect(await lint('packages/core/src/a.ts', code)).toEqual([
      expect.stringContaining('leaves the package'),
    ]);
    expect(await lint('packages/tokens/src/deep/a.ts', `import { a } from '../b.ts';\n`)).toEqual([]);
  });
});

/** Every pair of folders of core: what may import what. */
const edges = coreFloors.flatMap((floor, height) =>
  floor.flatMap((from) =>
    coreFloors.flatMap((other, otherHeight) =>
      other.filter((to) => to !== from).map((to) => ({ from, to, may: otherHeight < height })),
    ),
  ),
);
const floorErrors = (/** @type {string[]} */ found) =>
  found.filter((text) => text.startsWith('jackfield/floors'));

describe('floors', () => {
  it('stand in the order of the design', () => {
    expect(coreFloors.map((floor) => floor.join(', ')).join(' → ')).toBe(
      'errors → model → timing → adapter → environment, adapter-kit → face → elements → capture, rendering → state → leg → call → session → levels, stats, devices, processors, quality, testing → switching',
    );
  });

  it.each(edges.filter(({ may }) => !may))('$from/ may not import $to/', async ({ from, to }) => {
    const lint = repository();
    for (const code of [`import { b } from '../${to}/b.ts';`, `import type { B } from '../${to}/b.ts';`]) {
      expect(floorErrors(await lint(`packages/core/src/${from}/a.ts`, code))).toEqual([
        expect.stringContaining(`${from}/ may not import ${to}/`),
      ]);
    }
  });

  it.each(edges.filter(({ may }) => may))('$from/ may import $to/', async ({ from, to }) => {
    const code = `import type { B } from '../${to}/b.ts';`;
    expect(floorErrors(await repository()(`packages/core/src/${from}/a.ts`, code))).toEqual([]);
  });

  it('refuses a folder without a floor, on either side', async () => {
    const lint = repository();
    expect(floorErrors(await lint('packages/core/src/attic/a.ts', ''))).toEqual([
      expect.stringContaining('attic/ has no floor'),
    ]);
    expect(
      floorErrors(await lint('packages/core/src/call/a.ts', `import { b } from '../attic/b.ts';`)),
    ).toHaveLength(1);
  });

  it('an entry point imports from every floor, and no floor from an entry point', async () => {
    const lint = repository();
    expect(floorErrors(await lint('packages/core/src/a.ts', `export { b } from './testing/b.ts';`))).toEqual(
      [],
    );
    expect(
      floorErrors(await lint('packages/core/src/session/a.ts', `import { b } from '../index.ts';`)),
    ).toHaveLength(1);
  });
});

describe('cycles', () => {
  /** The file of core that closes a cycle with two others. */
  const cyclic = 'packages/core/src/state/a.ts';

  it.each([
    ['of values', `import { a } from './a.ts';\nexport const c = a;\n`],
    ['of types', `import type { a } from './a.ts';\nexport type C = typeof a;\n`],
    ['of inline types', `export type C = import('./a.ts').A;\n`],
    ['of late imports', `export const c = () => import('./a.ts');\n`],
    ['by what is exported again', `export type { A } from './a.ts';\n`],
  ])('refuses in core a cycle %s', async (_what, c) => {
    const others = {
      'packages/core/src/state/b.ts': `export { c } from './c.ts';\n`,
      'packages/core/src/state/c.ts': c,
    };
    const code = `import type { b } from './b.ts';\nexport type A = typeof b;\n`;
    // Of values too, the rule for all packages sees the same.
    expect(await repository()(cyclic, code, others)).toContain(
      'jackfield/no-cycle: This import closes a cycle: b.ts → c.ts → a.ts.',
    );
    expect(
      await repository()(cyclic, code, { ...others, 'packages/core/src/state/c.ts': 'export {};\n' }),
    ).toEqual([]);
  });
});

describe('parts of core that are not loaded together', () => {
  /** Every forbidden part, with a file of it. */
  const pairs = coreApart.flatMap(({ file, never }) =>
    never.map((part) => ({ file, target: part.endsWith('.ts') ? part : `${part}/deep.ts` })),
  );
  const start = 'packages/core/src';
  const errors = (/** @type {string[]} */ found) =>
    found.filter((text) => text.startsWith('jackfield/apart'));
  const between = `${start}/session/between.ts`;
  const wayTo = (/** @type {string} */ file) =>
    file.includes('/') ? './between.ts' : './session/between.ts';

  it.each(pairs)('$file may not load $target by way of others', async ({ file, target }) => {
    const others = {
      [`${start}/${target}`]: `export const deep = 1;\n`,
      [between]: `import { deep } from '../${target}';\nexport const shown = deep;\n`,
    };
    const code = `export { shown } from '${wayTo(file)}';\n`;
    expect(errors(await repository()(`${start}/${file}`, code, others))).toEqual([
      expect.stringContaining(`loads ${target}: between.ts → `),
    ]);
  });

  it.each([
    ['its types', (/** @type {string} */ target) => `import type { Deep } from '../${target}';\n`],
    [
      'its types, one by one',
      (/** @type {string} */ target) => `import { type Deep } from '../${target}';\n`,
    ],
    ['it later', (/** @type {string} */ target) => `export const load = () => import('../${target}');\n`],
  ])('may name %s', async (_what, code) => {
    for (const { file, target } of pairs) {
      const others = {
        [`${start}/${target}`]: `export type Deep = 1;\nexport const deep = 1;\n`,
        [between]: `${code(target)}export const shown = 1;\n`,
      };
      const linted = await repository()(
        `${start}/${file}`,
        `export { shown } from '${wayTo(file)}';\n`,
        others,
      );
      expect(errors(linted)).toEqual([]);
    }
  });
});

describe('vendor words', () => {
  it.each([
    ['packages/core/src/a.ts', 'export const isLiveKitRoom = true;'],
    ['packages/core/src/a.ts', '// as ALIYUN does\nexport const a = 1;'],
    ['packages/contract/src/a.ts', `export const a = 'trtc';`],
  ])('%s may not say %s', async (file, code) => {
    expect(await repository()(file, code)).toEqual([expect.stringContaining('jackfield/no-vendor-words')]);
  });

  it('leaves tests that lie beside the sources alone', async () => {
    expect(await repository()('packages/core/src/a.test.ts', `export const name = 'livekit';\n`)).toEqual([]);
  });

  it('may be said by an adapter', async () => {
    expect(await repository()('packages/adapter-vendor/src/a.ts', 'export const livekit = 1;')).toEqual([]);
  });
});

describe('house words', () => {
  it.each(['/** The own microphone. */', '/** Stops publishing it. */', '/** Detaches the listener. */'])(
    'core may not say %s',
    async (comment) => {
      const code = `${comment}\nexport const a = 1;`;
      expect(await repository()('packages/core/src/a.ts', code)).toEqual([
        expect.stringContaining('jackfield/house-words'),
      ]);
    },
  );

  it.each(["/** The SDK's own sound. */", '/** An owner of its own source. */', '/** Unpublishes it. */'])(
    'core may say %s',
    async (comment) => {
      const code = `${comment}\nexport const a = 1;`;
      expect(await repository()('packages/core/src/a.ts', code)).toEqual([]);
    },
  );
});

describe('doc comments', () => {
  it.each(['/** Whether it is. */', '/**\n * What it is.\n */', '/** How it is. */'])(
    'do not begin as %s',
    async (comment) => {
      const code = `${comment}\nexport const a = 1;`;
      expect(await repository()('packages/core/src/state/a.ts', code)).toEqual([
        expect.stringContaining('jackfield/doc-openings'),
      ]);
    },
  );

  it.each(['/** Tells whether it is. */', '/** The way it is. */', '// What it is not.'])(
    'may begin as %s',
    async (comment) => {
      const code = `${comment}\nexport const a = 1;`;
      expect(await repository()('packages/core/src/state/a.ts', code)).toEqual([]);
    },
  );
});
