import { packageBuild } from '@jackfield/tsdown-config';

const build = packageBuild({ platform: 'node' });

// The command is no export, so the shared configuration does not know of it.
export default { ...build, entry: { ...build.entry, bin: './src/bin.ts' } };
