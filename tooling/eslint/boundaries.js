import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jackfieldPlugin } from './plugin.js';

/** Files of a package that are shipped; tests and configuration may import more. */
const notShipped = ['**/*.test.ts', '**/test/**', '**/test-*/**', '**/*.config.{js,ts}'];

/**
 * The floors of core from the ground up: a folder imports what stands on a floor below its own, types included. Those of one
 * floor do not know each other. The files beside the folders are the entry points, over all floors.
 */
export const coreFloors = [
  ['errors'],
  ['model'],
  ['timing'],
  ['adapter'],
  ['environment', 'adapter-kit'],
  ['face'],
  ['elements'],
  ['capture', 'rendering'],
  ['state'],
  ['leg'],
  ['call'],
  ['session'],
  ['levels', 'stats', 'devices', 'processors', 'quality', 'testing'],
  ['switching'],
];

/**
 * The parts of core that are never loaded with one of its files. What a lobby loads at first has no call; a viewer has no capture.
 * @type {readonly { file: string, never: readonly string[], why: string }[]}
 */
export const coreApart = [
  {
    file: 'session/create-session.ts',
    never: ['leg', 'rendering', 'call/legs.ts', 'state/reduce.ts', 'session/receiving-part.ts', 'switching'],
    why: 'A lobby loads nothing of a call: it comes by load-call-part.ts.',
  },
  {
    file: 'viewer.ts',
    never: ['capture', 'leg/publishers.ts', 'leg/publisher.ts', 'leg/shaped-offers.ts'],
    why: 'A viewer captures and sends nothing.',
  },
  ...['session/call-part.ts', 'session/receiving-part.ts'].map((file) => ({
    file,
    never: ['switching', 'call/second-leg.ts', 'state/two-legs.ts'],
    why: 'A call with one leg ships nothing of a switch.',
  })),
];

/**
 * Import boundaries of the packages below `root`, as ESLint configurations. Each package gets exactly one, so that no
 * package is left without.
 * @param {{ root: string }} where
 * @returns {import('eslint').Linter.Config[]}
 */
export function boundaryConfigs({ root }) {
  return [...foldersIn(root, 'packages'), ...foldersIn(root, 'apps')].flatMap((path) =>
    packageBoundary({ root, path }),
  );
}

/** @param {string} root @param {string} parent */
function foldersIn(root, parent) {
  const directory = join(root, parent);
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, 'package.json')))
    .map((name) => `${parent}/${name}`);
}

/**
 * @param {{ root: string, path: string }} where
 * @returns {import('eslint').Linter.Config[]}
 */
export function packageBoundary({ root, path }) {
  const rule = (/** @type {object} */ options) => ({
    'jackfield/boundaries': /** @type {any} */ ([
      'error',
      { packageDirectory: join(root, path), ...options },
    ]),
  });
  const plugins = { jackfield: jackfieldPlugin };
  const files = [`${path}/src/**/*.{ts,svelte}`];
  const shipped = (/** @type {object} */ options) => ({
    plugins,
    files,
    ignores: notShipped,
    rules: rule(options),
  });
  const only = (/** @type {string} */ file, /** @type {object} */ options) => ({
    plugins,
    files: [file],
    rules: rule(options),
  });
  const name = path.slice(path.indexOf('/') + 1);

  if (name === 'core') {
    return [
      shipped({
        allow: [],
        why: 'core imports nothing outside itself, neither a package nor a built-in module.',
      }),
      {
        plugins,
        files,
        ignores: notShipped,
        rules: {
          'jackfield/doc-openings': 'error',
          'jackfield/no-vendor-words': 'error',
          'jackfield/house-words': 'error',
        },
      },
      ...coreApart.map(({ file, never, why }) => ({
        plugins,
        files: [`${path}/src/${file}`],
        rules: {
          'jackfield/apart': /** @type {any} */ ([
            'error',
            { directory: join(root, path, 'src'), never, why },
          ]),
        },
      })),
      {
        plugins,
        files,
        rules: {
          'jackfield/no-cycle': 'error',
          'jackfield/floors': /** @type {any} */ ([
            'error',
            { directory: join(root, path, 'src'), floors: coreFloors },
          ]),
        },
      },
    ];
  }
  if (name === 'contract') {
    const core = '@jackfield/core(/.*)?';
    return [
      shipped({
        allow: [core],
        why: 'the contract imports core only; vitest in describe-contract.ts alone.',
      }),
      only(`${path}/src/**/describe-contract.ts`, {
        allow: [core, 'vitest'],
        why: 'this file imports core and vitest only.',
      }),
      { plugins, files, ignores: notShipped, rules: { 'jackfield/no-vendor-words': 'error' } },
    ];
  }
  if (name.startsWith('adapter-')) return adapterBoundary({ root, path, shipped, only });
  if (name === 'svelte') {
    return [
      shipped({
        allow: ['@jackfield/core(/.*)?', 'svelte(/.*)?'],
        deny: ['@jackfield/core/adapter', '@jackfield/core/adapter-kit'],
        why: 'the Svelte bindings import core and Svelte only.',
      }),
    ];
  }
  if (name === 'react') {
    return [
      shipped({
        allow: ['@jackfield/core(/.*)?', 'react'],
        deny: ['@jackfield/core/adapter', '@jackfield/core/adapter-kit'],
        why: 'the React bindings import core and React only.',
      }),
    ];
  }
  if (name === 'operations') {
    const core = '@jackfield/core(/.*)?';
    return [
      shipped({
        allow: [core, '@opentelemetry/api'],
        why: 'what is around a call imports core and the API of OpenTelemetry only, and names no vendor.',
      }),
      {
        plugins,
        files,
        ignores: notShipped,
        rules: { 'jackfield/no-vendor-words': 'error', 'jackfield/doc-openings': 'error' },
      },
    ];
  }
  if (path === 'apps/demo') {
    const allow = [
      '@jackfield/core(/.*)?',
      '@jackfield/operations(/.*)?',
      '@jackfield/svelte(/.*)?',
      'svelte(/.*)?',
      'lucide',
    ];
    const deny = ['@jackfield/core/adapter', '@jackfield/core/adapter-kit'];
    return [
      shipped({
        allow,
        deny,
        why: 'the demo imports core, operations, the Svelte bindings and icons; adapters in src/adapters.ts alone.',
      }),
      only(`${path}/src/adapters.ts`, {
        // The worker of a vendor is a file that only the bundler of the app can place.
        allow: [...allow, '@jackfield/adapter-[a-z0-9-]+(/.*)?', 'livekit-client/e2ee-worker\\?url'],
        deny,
        why: 'this file adds adapters to what the demo may import, nothing else.',
      }),
      only(`${path}/src/processors/*.ts`, {
        allow: [...allow, '@mediapipe/selfie_segmentation(/.*)?', '@sapphi-red/web-noise-suppressor(/.*)?'],
        deny,
        why: 'this folder adds the libraries of blur and noise removal, nothing else.',
      }),
    ];
  }
  const everything = shipped({
    allow: ['.*'],
    deny: ['@jackfield/(demo|server)(/.*)?'],
    why: 'nothing imports an app.',
  });
  // Older packages still have comments that begin otherwise.
  if (!['migrate', 'create-jackfield'].includes(name)) return [everything];
  return [everything, { plugins, files, ignores: notShipped, rules: { 'jackfield/doc-openings': 'error' } }];
}

/**
 * An adapter names the one file that loads its vendor's SDK in package.json (`"jackfield": { "sdkFile": … }`), and the SDK
 * is what its dependencies and peers list beside `@jackfield/*`. Its server side, if it has one, is `src/server.ts` and
 * `src/server/`: Node may be used there, and nothing outside may import it.
 * @param {{ root: string, path: string, shipped: (options: object) => any, only: (file: string, options: object) => any }} rig
 */
function adapterBoundary({ root, path, shipped, only }) {
  const manifest = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
  const sdkFile = manifest.jackfield?.sdkFile ?? 'src/load-sdk.ts';
  const vendors = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
    .filter((name) => !name.startsWith('@jackfield/'))
    .map((name) => `${name.replaceAll('.', '\\.')}(/.*)?`);
  const allow = ['@jackfield/core', '@jackfield/core/adapter', '@jackfield/core/adapter-kit'];
  const server = [join(root, path, 'src', 'server.ts'), join(root, path, 'src', 'server')];
  const why = `an adapter imports core; its vendor's SDK in ${sdkFile} alone; the contract in tests; never its server side.`;
  const serverSide = {
    allow: [...allow, ...vendors, 'node:.*'],
    why: 'the server side imports core, Node and its dependencies.',
  };
  return [
    shipped({ allow, closed: server, why }),
    only(`${path}/${sdkFile}`, {
      allow: [...allow, ...vendors],
      closed: server,
      why: `${sdkFile} adds the SDK of package.json.`,
    }),
    only(`${path}/src/server.ts`, serverSide),
    { ...only(`${path}/src/server/**/*.ts`, serverSide), ignores: notShipped },
  ];
}
