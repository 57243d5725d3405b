import { mediaLaunchOptions } from '@jackfield/browser';
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { mediaArguments } from './e2e/media-arguments.ts';

/** Calls of two browsers would time each other out on two cores. */
const callsAtATime = 1;

/** A person alone in a lobby or a pretend call needs a core at most. */
const aloneAtATime = 2;

const config: PlaywrightTestConfig = defineConfig({
  // Those who are alone come first: a second browser beside a call's would slow it down.
  projects: [
    { name: 'alone', testDir: 'e2e/alone', workers: aloneAtATime },
    { name: 'calls', testDir: 'e2e', testIgnore: 'alone/**', workers: callsAtATime },
  ],
  workers: Math.max(aloneAtATime, callsAtATime),
  // A test that passes only on a second try is a failure.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: { launchOptions: mediaLaunchOptions({ args: mediaArguments }) },
});

export default config;
