import { packageBuild } from '@jackfield/tsdown-config';

const build = packageBuild({ platform: 'node' });
const bridges = ['jackfield-livekit', 'jackfield-aliyun'];

// What apps without TypeScript get: the same bridges as JavaScript. They import what the app installs.
export default {
  ...build,
  entry: {
    ...build.entry,
    ...Object.fromEntries(bridges.map((name) => [`bridges/${name}`, `./bridges/${name}.ts`])),
  },
  external: [/^@jackfield\//u],
};
