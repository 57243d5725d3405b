import { expect, test } from 'vitest';
import { entriesOf, publishedPackages } from '../src/packages.ts';
import { createProject, type Project } from '../src/project.ts';

const compilers = { 5.9: '5.9.3', 6: '6.0.3', 7: '7.0.2' };
const resolutions = {
  bundler: { module: 'ESNext', moduleResolution: 'Bundler' },
  nodenext: { module: 'NodeNext', moduleResolution: 'NodeNext' },
};
/** Entry points that run on a server alone. */
const server = /^@jackfield\/(?:tokens|emulator-kit|\w+-emulator)(?:\/|$)|\/(?:server|node|vitest)$/u;
/** Entry points that run in a test, in Node, and has the words of a browser. */
const contract = /^@jackfield\/contract(?:\/|$)/u;

/** Brings 840 packages and declarations that nothing of ours leads to. */
const untyped = 'aliyun-webrtc-sdk';

/** Everything that is published, with every library that any part of it works with, and three compilers. */
async function everything(): Promise<Project> {
  const packages = publishedPackages();
  const peers = packages.flatMap(({ manifest }) =>
    Object.keys(manifest.peerDependencies ?? {})
      .filter((name) => !name.startsWith('@jackfield/') && name !== untyped)
      .map((name) => [name, manifest.devDependencies?.[name] ?? ''] as const),
  );
  return createProject({
    dependencies: {
      ...Object.fromEntries(peers),
      ...Object.fromEntries(packages.map(({ name }) => [name, 'packed'])),
      ...Object.fromEntries(
        Object.entries(compilers).map(([name, version]) => [
          `typescript-${name}`,
          `npm:typescript@${version}`,
        ]),
      ),
      '@types/node': '20.19.43',
    },
  });
}

test('every entry point has types that every compiler takes as they are, in browsers and on servers', async () => {
  const project = await everything();
  const entries = publishedPackages().flatMap(({ manifest }) => entriesOf(manifest));
  const programs = {
    browser: {
      entries: entries.filter((entry) => !server.test(entry)),
      lib: ['ES2022', 'DOM'],
      types: [],
      // Some libraries of servers have types that do not hold with it.
      exactOptionalPropertyTypes: true,
    },
    server: {
      entries: entries.filter((entry) => server.test(entry) && !contract.test(entry)),
      lib: ['ES2022'],
      types: ['node'],
    },
    tests: {
      entries: entries.filter((entry) => contract.test(entry)),
      lib: ['ES2022', 'DOM'],
      types: ['node'],
    },
  };
  expect(new Set(Object.values(programs).flatMap((each) => each.entries))).toEqual(new Set(entries));
  const problems: string[] = [];
  for (const [kind, { entries: taken, ...choices }] of Object.entries(programs)) {
    const imports = taken.map((entry, index) => `import * as entry${String(index)} from '${entry}';`);
    const uses = `export const all: readonly object[] = [${taken.map((_entry, index) => `entry${String(index)}`).join(', ')}];`;
    await project.write(`${kind}.ts`, [...imports, uses, ''].join('\n'));
    for (const [name, resolution] of Object.entries(resolutions)) {
      const compilerOptions = {
        target: 'ES2022',
        ...resolution,
        ...choices,
        strict: true,
        skipLibCheck: false,
        noEmit: true,
      };
      const config = `tsconfig.${kind}.${name}.json`;
      await project.write(config, JSON.stringify({ compilerOptions, files: [`${kind}.ts`] }));
      for (const compiler of Object.keys(compilers)) {
        const tsc = `node_modules/typescript-${compiler}/bin/tsc`;
        const { code, output } = await project.try('node', [tsc, '-p', config, '--pretty', 'false']);
        if (code !== 0) problems.push(`TypeScript ${compiler}, ${name}, ${kind}:\n${output.trim()}`);
      }
    }
  }
  expect(problems.join('\n\n')).toBe('');
});
