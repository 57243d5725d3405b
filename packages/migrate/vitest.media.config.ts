import { browserTests } from '@jackfield/vitest-config/browser';
import { fileURLToPath } from 'node:url';

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The bridges lie beside the samples, as the command writes them; and the vendors are a cloud in memory. */
const written = {
  name: 'written-bridges',
  enforce: 'pre' as const,
  resolveId: (id: string): string | undefined => {
    const [, bridge] = /^\.\/(jackfield-\w+)\.ts$/u.exec(id) ?? [];
    if (bridge !== undefined) return pathOf(`./bridges/${bridge}.ts`);
    const [, vendor] = /^@jackfield\/adapter-(livekit|aliyun)$/u.exec(id) ?? [];
    return vendor === undefined ? undefined : pathOf(`./test-media/${vendor}-over-fake.ts`);
  },
};

export default browserTests({ plugins: [written] });
