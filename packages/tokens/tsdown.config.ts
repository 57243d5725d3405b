import { packageBuild } from '@jackfield/tsdown-config';

const build = packageBuild({ platform: 'node' });

export default {
  ...build,
  entry: {
    ...(typeof build.entry === 'object' ? build.entry : {}),
    // What browsers get in place of every entry point; it is reached by a condition only.
    'jackfield-tokens-is-server-only': './src/jackfield-tokens-is-server-only.ts',
  },
  // Resolved by the package's own imports map when it runs, so that the library is not copied in here.
  deps: { neverBundle: ['#agora-access-token2'] },
};
