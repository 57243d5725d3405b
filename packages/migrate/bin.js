#!/usr/bin/env node
// The command within this repository, where it is there before anything is built. What is published is dist/bin.js itself.
import { existsSync } from 'node:fs';

const built = new URL('dist/bin.js', import.meta.url);
if (existsSync(built)) await import(built.href);
else {
  console.error('jackfield-migrate is not built yet: run "npx turbo run build --filter=@jackfield/migrate".');
  process.exitCode = 1;
}
