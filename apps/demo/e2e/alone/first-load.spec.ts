import { gzipSync } from 'node:zlib';
import { expect, type Page, type Response } from '@playwright/test';
import { test } from '../fixtures.ts';
import { alice } from '../identities.ts';

/** The files that a page has asked for. */
function watchScripts(page: Page): { names(): readonly string[]; gzipped(): Promise<number> } {
  const responses = new Map<string, Response>();
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script')
      responses.set(new URL(response.url()).pathname, response);
  });
  return {
    names: () => [...responses.keys()],
    async gzipped() {
      const all = await Promise.all([...responses.values()].map((response) => response.body()));
      return all.reduce((sum, body) => sum + gzipSync(body).length, 0);
    },
  };
}

/** Devices that are not opened before the page is told so, as a person who looks at the prompt. */
function holdDevices(): void {
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  const held = new Promise((resolve) => {
    addEventListener('let-devices-open', resolve, { once: true });
  });
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    await held;
    return open(constraints);
  };
}

for (const [provider, sdk] of [
  ['p2p', /join-mesh/],
  ['livekit', /livekit-client/],
  ['aliyun', /aliyun-webrtc-sdk/],
] as const) {
  test(`${provider}: the lobby can be used before anything of the call is loaded`, async ({
    arrive,
    room,
    startServer,
  }) => {
    // A lobby that has to tell that the server lacks a provider gets the words for failures as well.
    const server = await startServer({
      environment: {
        LIVEKIT_URL: 'ws://127.0.0.1:9',
        LIVEKIT_API_KEY: 'e2e',
        LIVEKIT_API_SECRET: 'a secret that signs nothing in this test',
      },
    });
    const person = await arrive(alice, {
      server,
      prepare: (context) => context.addInitScript(holdDevices),
      // What the policy refuses this SDK is named in `vendors.spec.ts`.
      expects: (complaint) => provider === 'aliyun' && /TrustedScript|aliyuncs\.com/.test(complaint),
    });
    const { page } = person;
    const scripts = watchScripts(page);
    await person.open(room, provider);
    await page.getByRole('textbox', { name: 'Your name' }).fill('Alice');
    await expect(person.button('Camera')).toHaveAttribute('aria-busy', 'true');
    await page.waitForLoadState('networkidle');
    const before = scripts.names();
    const bytes = await scripts.gzipped();
    console.log(
      `${provider}: ${(bytes / 1000).toFixed(1)} kB of JavaScript after gzip before the preview, ${String(before.length)} files: ${before.join(' ')}`,
    );
    expect(before.filter((name) => sdk.test(name))).toEqual([]);
    expect(
      before.filter((name) =>
        /screens|call-part|join-(mesh|room|channel)|driver|livekit-client|aliyun-webrtc-sdk/.test(name),
      ),
    ).toEqual([]);
    expect(bytes).toBeLessThanOrEqual(52_000);

    const fetched = page.waitForResponse((response) => sdk.test(response.url()));
    await page.evaluate(() => dispatchEvent(new Event('let-devices-open')));
    await fetched;
    await expect(person.button('Camera')).toHaveAttribute('aria-pressed', 'true');
  });
}
