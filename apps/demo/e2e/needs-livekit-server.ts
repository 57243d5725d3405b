import { findLivekitServer, livekitRemedy } from '@jackfield/livekit-server';
import { test } from '@playwright/test';

/**
 * Skips the test that runs where there is no LiveKit server, and says why and how to get one. On CI it fails instead: nobody
 * would read there why it was left out.
 */
export function needsLivekitServer(): void {
  if (findLivekitServer() !== undefined) return;
  const why = `NOT RUN: there is no livekit-server here. To run it: ${livekitRemedy}.`;
  if (['true', '1'].includes(process.env['CI'] ?? '')) throw new Error(why);
  console.warn(why);
  test.skip(true, why);
}
