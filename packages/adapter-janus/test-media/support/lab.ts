import { spawnSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { mediaLaunchOptions } from '@jackfield/browser';
import type { JanusServerOptions } from '@jackfield/janus-server';
import { servePages } from '@jackfield/media-lab';
import { chromium, type Page } from 'playwright';
import { ServerUnderTest } from '../../test-contract/server/server-under-test.ts';
import type { rig } from '../pages/rig.ts';

type Rig = typeof rig;
type Call<Name extends keyof Rig> = Parameters<Rig[Name]>;

/** A real server, a browser with one page, and the people in it. */
export interface Lab extends AsyncDisposable {
  readonly server: ServerUnderTest;
  /** Calls a function of the page. */
  run<Name extends keyof Rig>(name: Name, ...values: Call<Name>): Promise<Awaited<ReturnType<Rig[Name]>>>;
  /** Cuts media for everybody, or lets it through again. */
  cutMedia(isCut: boolean): void;
}

/** Opens one. */
export async function openLab(
  options: JanusServerOptions & { readonly bitrate?: number } = {},
): Promise<Lab> {
  const server = await ServerUnderTest.start(options);
  const pages = await servePages([new URL('../pages/rig.ts', import.meta.url)]);
  const browser = await chromium.launch(
    mediaLaunchOptions({ args: ['--autoplay-policy=no-user-gesture-required'] }),
  );
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  const page: Page = await context.newPage();
  await page.exposeFunction('jackfieldAsk', (name: string, values: readonly unknown[]) =>
    name === 'credential' ? server.admit(values[0]) : server.answer(name, values),
  );
  await page.goto(`${pages.origin}/rig`);
  await page.waitForFunction(() => 'rig' in window);
  return {
    server,
    run: <Name extends keyof Rig>(name: Name, ...values: Call<Name>) =>
      // As text: the type of what comes back is then said, not guessed.
      page.evaluate<Awaited<ReturnType<Rig[Name]>>>(
        `window.rig[${JSON.stringify(name)}](...${JSON.stringify(values)})`,
      ),
    cutMedia(isCut) {
      const [name = ''] =
        Object.entries(networkInterfaces()).find(([, all]) =>
          all?.some(({ address }) => address === '127.0.0.2'),
        ) ?? known;
      known = [name];
      spawnSync('ip', ['link', 'set', name, isCut ? 'down' : 'up']);
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await pages.close();
      await server.close();
    },
  };
}

/** The interface for media: one that is down has no addresses to find it by. */
let known: [string] = ['jackfield0'];
