import { packageBuild } from '@jackfield/tsdown-config';

const build = packageBuild({ platform: 'node' });

export default {
  ...build,
  entry: {
    ...(typeof build.entry === 'object' ? build.entry : {}),
    // What browsers get in place of every entry point; it is reached by a condition only.
    'jackfield-tokens-is-server-only': './src/jackfield-tokens-is-server-only.ts',
  },
};
