import { fileURLToPath } from 'node:url';

const at = (name: string): string => fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url));

/** The documents that hold the table. */
export const documents: readonly { readonly file: string; readonly language: 'en' | 'zh' }[] = [
  { file: at('aliyun.md'), language: 'en' },
  { file: at('aliyun.zh.md'), language: 'zh' },
];
