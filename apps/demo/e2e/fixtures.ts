import { randomUUID } from 'node:crypto';
import { startJanusServer } from '@jackfield/janus-server';
import { startLivekitServer } from '@jackfield/livekit-server';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import type { Identity } from './identities.ts';
import { installKnownMedia } from './known-media.ts';
import { needsJanusServer } from './needs-janus-server.ts';
import { needsLivekitServer } from './needs-livekit-server.ts';
import { Person } from './person.ts';
import { installProbe } from './probe.ts';
import { startServerProcess, type ServerChoices, type ServerProcess } from './server-process.ts';

/** How somebody comes. */
export interface Arrival {
  /** The server to come to; the one of the worker where left out. */
  readonly server?: Pick<ServerProcess, 'url'>;
  /** Accepts a certificate that nobody vouches for, as a person who clicks the warning away. */
  readonly ignoreHTTPSErrors?: boolean;
  /** Has a screen that fingers touch. */
  readonly hasTouch?: boolean;
  /** Complaints that are expected of the page: those are not failures. */
  readonly expects?: (complaint: string) => boolean;
  /** What the person shares, picture and sound; the browser's own fake screen where left out. */
  readonly screen?: Identity;
  /** What the cameras and microphones give that the person chooses from the list. */
  readonly chosen?: Identity;
  /** Runs before the page's own code. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
}

interface TestFixtures {
  /** A room that no other test uses. */
  room: string;
  /** Starts a server of the test's own. It is stopped when the test is over, however that ends. */
  startServer: (choices?: ServerChoices) => Promise<ServerProcess>;
  /** A server of the test's own with a LiveKit server behind it; skips the test, and says so, where there is none. */
  livekitServer: ServerProcess;
  /** The same with a Janus server behind it. */
  janusServer: ServerProcess;
  /** Opens a browser context of its own for somebody with a known picture and tone. */
  arrive: (identity: Identity, arrival?: Arrival) => Promise<Person>;
  /** The same with the browser's own fake devices. */
  arrivePlain: (name: string, arrival?: Arrival) => Promise<Person>;
}

interface WorkerFixtures {
  server: ServerProcess;
}

/** Playwright's `test` with people in it. A page that reports an error or breaks its content policy fails the test. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    async ({ browserName: _browserName }, use) => {
      const server = await startServerProcess();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  room: async ({ browserName: _browserName }, use) => {
    await use(`test-${randomUUID().slice(0, 13)}`);
  },
  startServer: async ({ browserName: _browserName }, use) => {
    const started: ServerProcess[] = [];
    await use(async (choices) => {
      const server = await startServerProcess(choices);
      started.push(server);
      return server;
    });
    for (const server of started) await server.stop();
  },
  livekitServer: async ({ startServer }, use) => {
    needsLivekitServer();
    const media = await startLivekitServer();
    try {
      const { url, apiKey, apiSecret } = media;
      await use(
        await startServer({
          environment: { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret },
        }),
      );
    } finally {
      await media.stop();
    }
  },
  janusServer: async ({ startServer }, use) => {
    needsJanusServer();
    const media = await startJanusServer();
    try {
      const { url, tokenSecret, adminKey } = media;
      await use(
        await startServer({
          environment: { JANUS_URL: url, JANUS_TOKEN_SECRET: tokenSecret, JANUS_ADMIN_KEY: adminKey },
        }),
      );
    } finally {
      await media.stop();
    }
  },
  arrivePlain: async ({ browser, server }, use) => {
    const contexts: BrowserContext[] = [];
    const complaints: string[] = [];
    await use(async (name, arrival = {}) => {
      const context = await browser.newContext({
        baseURL: (arrival.server ?? server).url,
        ignoreHTTPSErrors: arrival.ignoreHTTPSErrors ?? false,
        hasTouch: arrival.hasTouch ?? false,
      });
      contexts.push(context);
      await context.addInitScript(installProbe);
      await arrival.prepare?.(context);
      const page = await context.newPage();
      listenForComplaints(page, (complaint) => {
        if (!arrival.expects?.(complaint)) complaints.push(`${name}: ${complaint}`);
      });
      return new Person(page, name);
    });
    for (const context of contexts) await context.close();
    expect(complaints, 'errors in the pages').toEqual([]);
  },
  arrive: async ({ arrivePlain }, use) => {
    await use(({ name, color, frequency }, arrival = {}) =>
      arrivePlain(name, {
        ...arrival,
        prepare: async (context) => {
          await context.grantPermissions(['camera', 'microphone']);
          await context.addInitScript(installKnownMedia, {
            color,
            frequency,
            ...(arrival.screen && { screen: arrival.screen }),
            ...(arrival.chosen && { chosen: arrival.chosen }),
          });
          await arrival.prepare?.(context);
        },
      }),
    );
  },
});

/** Uncaught errors, and everything that the browser refused because of the content security policy. */
function listenForComplaints(page: Page, complain: (complaint: string) => void): void {
  page.on('pageerror', (error) => {
    complain(error.message);
  });
  page.on('console', (message) => {
    if (
      message.type() === 'error' &&
      /Content Security Policy|Trusted(?:HTML|Script)|Trusted Type/i.test(message.text())
    ) {
      complain(message.text());
    }
  });
}
