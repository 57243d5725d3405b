import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startAliyunEmulator, type AliyunEmulator } from '@jackfield/aliyun-emulator';
import { mediaLaunchOptions } from '@jackfield/browser';
import { servePages, type PageServer } from '@jackfield/media-lab';
import { startTrtcEmulator, type TrtcEmulator } from '@jackfield/trtc-emulator';
import { chromium, type Browser, type Page } from 'playwright';
import { aliyunCredential, trtcCredential, type Place } from './credentials.ts';

type Vendor = 'aliyun' | 'trtc';

const here = fileURLToPath(new URL('..', import.meta.url));

/** The `ts` block of a document that exports a function of this name. */
async function blockOf(document: string, name: string): Promise<string> {
  const text = await readFile(join(here, '../../docs', document), 'utf8');
  const exported = new RegExp(`^export (async )?function ${name}\\b`, 'm');
  const found = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].find(([, code = '']) => exported.test(code));
  if (!found?.[1]) throw new Error(`docs/${document} has no ts block that exports ${name}.`);
  return found[1];
}

/** The app of the documents in a folder of its own, where it finds this package's dependencies: one page for each vendor. */
async function writeSamples(folder: string): Promise<readonly URL[]> {
  await writeFile(join(folder, 'call.ts'), await blockOf('trtc.md', 'call'));
  const pages: URL[] = [];
  for (const vendor of ['aliyun', 'trtc'] satisfies Vendor[]) {
    await writeFile(join(folder, `${vendor}-vendor.ts`), await blockOf(`${vendor}.md`, 'vendor'));
    const page = join(folder, `${vendor}.ts`);
    await writeFile(
      page,
      `import { Sample } from '../../pages/sample.ts';
import { call } from './call.ts';
import { vendor } from './${vendor}-vendor.ts';
window.sample = new Sample(call, vendor);
`,
    );
    pages.push(pathToFileURL(page));
  }
  return pages;
}

/** A browser, the app of the documents over each vendor, and a service of each. */
export class SampleLab {
  /** The providers that the app has asked its server for. */
  readonly asked: string[] = [];
  readonly #browser: Browser;
  readonly #pages: PageServer;
  readonly #aliyun: AliyunEmulator;
  readonly #trtc: TrtcEmulator;

  private constructor(parts: {
    browser: Browser;
    pages: PageServer;
    aliyun: AliyunEmulator;
    trtc: TrtcEmulator;
  }) {
    this.#browser = parts.browser;
    this.#pages = parts.pages;
    this.#aliyun = parts.aliyun;
    this.#trtc = parts.trtc;
  }

  static async open(): Promise<SampleLab> {
    await mkdir(join(here, 'node_modules'), { recursive: true });
    const folder = await mkdtemp(join(here, 'node_modules', '.sample-'));
    try {
      const [pages, aliyun, trtc, browser] = await Promise.all([
        servePages([...(await writeSamples(folder)), new URL('../pages/camera.ts', import.meta.url)]),
        startAliyunEmulator(),
        startTrtcEmulator({ controlPort: false }),
        chromium.launch(mediaLaunchOptions({ args: ['--autoplay-policy=no-user-gesture-required'] })),
      ]);
      return new SampleLab({ browser, pages, aliyun, trtc });
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  /** A page with the app over a vendor. */
  async tab(vendor: Vendor): Promise<Page> {
    const context = await this.#browser.newContext({ permissions: ['camera', 'microphone'] });
    await context.route(
      ({ hostname }) => !hostname.endsWith('localhost') && hostname !== '127.0.0.1',
      (route) => route.abort(),
    );
    // The app's server, as both documents have it.
    await context.route('**/token', async (route) => {
      const { provider, ...seat } = route.request().postDataJSON() as Place & { provider: string };
      this.asked.push(provider);
      const credential =
        provider === 'trtc' ? trtcCredential(this.#trtc, seat) : aliyunCredential(this.#aliyun, seat);
      await route.fulfill({ json: { credential } });
    });
    const page = await context.newPage();
    await page.goto(`${this.#pages.origin}/${vendor}`);
    await page.waitForFunction(() => 'sample' in window);
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await Promise.all([this.#pages.close(), this.#aliyun.stop(), this.#trtc.stop()]);
  }
}
