import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import base from './playwright.config.ts';

const config: PlaywrightTestConfig = defineConfig({ ...base, testDir: 'bench', workers: 1 });

export default config;
