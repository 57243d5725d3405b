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
});

export default config;
