import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';

const executablePath = process.env['JACKFIELD_BROWSER'];
const config: PlaywrightTestConfig = defineConfig({
  testDir: 'e2e',
  workers: process.env['CI'] ? 1 : Number(process.env['JACKFIELD_CORES'] ?? 1),
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  reporter: 'list',
  use: { launchOptions: { ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] } },
});

export default config;
