import { defineConfig } from 'tsdown';
import type { UserConfig } from 'tsdown';

const config: UserConfig = defineConfig({
  entry: [
    'src/index.ts',
    'src/aliyun.ts',
    'src/livekit.ts',
    'src/agora.ts',
    'src/trtc.ts',
    'src/p2p.ts',
    'src/jackfield-tokens-is-server-only.ts',
  ],
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  dts: true,
  fixedExtension: false,
  // Resolved by the package's own imports map when it runs, so that the library is not copied in here.
  deps: { neverBundle: ['#agora-access-token2'] },
});

export default config;
