import { defineConfig, type UserConfig } from 'tsdown';

const config: UserConfig = defineConfig({
  entry: { main: './src/main.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  sourcemap: true,
  clean: true,
  hash: false,
  // Packages of this workspace are bundled from source, so that the server starts without building them first.
  inputOptions: { resolve: { conditionNames: ['@jackfield/source', 'node', 'import', 'default'] } },
  noExternal: [/^@jackfield\//],
});

export default config;
