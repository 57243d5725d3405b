import { mediaLaunchOptions } from '@jackfield/browser';
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { mediaArguments } from './e2e/media-arguments.ts';

const config: PlaywrightTestConfig = defineConfig({
  testDir: 'e2e',
  // Media shares the cores: one browser for each that is there for it, and one alone in CI, where calls of two would time each other
  // out. A test that passes only on a second try is a failure.
  workers: process.env['CI'] ? 1 : Number(process.env['JACKFIELD_CORES'] ?? 1),
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: { launchOptions: mediaLaunchOptions({ args: mediaArguments }) },
});

export default config;
