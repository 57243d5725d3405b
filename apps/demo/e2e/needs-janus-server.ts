import { findJanusServer, janusRemedy, mediaInterface } from '@jackfield/janus-server';
import { test } from '@playwright/test';

/**
 * Skips the test that runs where there is no Janus server or no way for its media, and says why and what to do. On CI it fails instead:
 * nobody would read there why it was left out.
 */
export function needsJanusServer(): void {
  const lacking = whatLacks();
  if (lacking === undefined) return;
  const why = `NOT RUN: ${lacking}`;
  if (['true', '1'].includes(process.env['CI'] ?? '')) throw new Error(why);
  console.warn(why);
  test.skip(true, why);
}

function whatLacks(): string | undefined {
  if (findJanusServer() === undefined) return `there is no Janus server here. To run it: ${janusRemedy}.`;
  try {
    mediaInterface();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
