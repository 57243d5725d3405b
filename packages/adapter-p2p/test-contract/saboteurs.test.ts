import type { SaboteurName } from '@jackfield/contract';
import { openContractLab } from '@jackfield/media-lab';
import { afterAll, describe, expect, it } from 'vitest';

/**
 * Lies that real media must find out, each with a clause and a word of what it says. Those that this adapter makes good by
 * itself are not among them: it sends no muted picture whatever the track says, and its disposal leaves.
 */
const lies: readonly (readonly [SaboteurName, string, RegExp])[] = [
  ['copies-past-gate', 'RTC-SILENCE-01', /muted microphone sends/],
  ['mixes-by-web-audio', 'RTC-SILENCE-01', /muted microphone sends/],
  ['enables-my-track', 'RTC-SILENCE-01', /gate-write/],
  ['publish-without-effect', 'RTC-INTENT-02', /published/],
  ['replace-without-effect', 'RTC-DEVICE-06', /sending at the vendor|Open devices/],
  ['subscribe-without-track', 'RTC-SUBSCRIBE-01', /receives the microphone/],
  ['unsubscribe-without-effect', 'RTC-SUBSCRIBE-10', /no more comes/],
  ['two-audible-copies', 'RTC-RENDER-01', /copies can be heard/],
  ['opens-a-device', 'RTC-JOIN-30', /Requests for devices/],
  ['leave-hangs', 'RTC-DRIVER-08', /Leaving.* should have settled/],
  ['leaks-a-timer', 'RTC-JOIN-01', /something open: timers/],
];

const lab = await openContractLab({
  page: new URL('./pages/p2p.ts', import.meta.url),
  query: '?signalling=broadcast',
});

describe('saboteurs with real media', () => {
  it.concurrent.each(lies)('%s is caught by %s', async (saboteur, clause, words) => {
    const tab = await lab.open();
    await expect(tab.run(clause, saboteur)).rejects.toThrow(words);
    await tab.close();
  });

  afterAll(() => lab.close());
});
