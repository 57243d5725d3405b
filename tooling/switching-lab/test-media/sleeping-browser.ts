import { readFileSync, readdirSync } from 'node:fs';
import { mediaLaunchOptions } from '@jackfield/browser';
import { chromium, type Browser } from 'playwright';

/** A browser whose machine can be put to sleep. */
export interface SleepingBrowser {
  readonly browser: Browser;
  /** Stops all its processes, as a lid that is closed does: nothing runs, nothing is answered, nothing is said before. */
  sleep(): void;
  /** Lets them go on. */
  wake(): void;
  close(): Promise<void>;
}

/** Opens one. */
export async function openSleepingBrowser(): Promise<SleepingBrowser> {
  const server = await chromium.launchServer(
    mediaLaunchOptions({ args: ['--autoplay-policy=no-user-gesture-required'] }),
  );
  const browser = await chromium.connect(server.wsEndpoint());
  const root = server.process().pid ?? 0;
  const signal = (name: 'SIGSTOP' | 'SIGCONT'): void => {
    for (const id of [root, ...descendantsOf(root)]) process.kill(id, name);
  };
  return {
    browser,
    sleep() {
      signal('SIGSTOP');
    },
    wake() {
      signal('SIGCONT');
    },
    async close() {
      // What is stopped cannot end.
      signal('SIGCONT');
      await browser.close();
      await server.close();
    },
  };
}

function descendantsOf(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // The name of a program stands in brackets, and may have any characters.
      const [, parent] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      parents.set(Number(name), Number(parent));
    } catch {
      // It has ended meanwhile.
    }
  }
  const childrenOf = (id: number): number[] =>
    [...parents].flatMap(([child, parent]) => (parent === id ? [child, ...childrenOf(child)] : []));
  return childrenOf(root);
}
