import { mediaLaunchOptions } from '@jackfield/browser';
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { mediaArguments } from './e2e/media-arguments.ts';

const config: PlaywrightTestConfig = defineConfig({
  testDir: 'e2e',
  // Media shares one machine: one browser at a time, and a test that passes only on a second try is a failure.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: { launchOptions: mediaLaunchOptions({ args: mediaArguments }) },
});

export default config;
