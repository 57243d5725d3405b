import { mediaKindOf } from '@jackfield/core';
import type { BareDriver, DriverFact } from '../rig/bare-driver.ts';
import { createFactExpander } from '../rig/expand-facts.ts';
import { factsOf, sinkOf } from '../rig/fact-sink.ts';
import { countCredentials } from '../rig/count-credentials.ts';
import type { AdapterMiddleware } from '../rig/middleware.ts';
import { contentOf } from './scripted/content.ts';
import { paint, sing } from './scripted/media-source.ts';
import type { OpenFrame } from './open-frame.ts';
import { createPageEnvironment } from './page-environment.ts';

/** Makes a driver in a frame of its own, without a session: what core does before, `preload`, is done here. */
export async function createBrowserDriver(init: {
  readonly name: string;
  readonly frame: OpenFrame;
  readonly room: string;
  readonly userId: string;
  readonly middleware: AdapterMiddleware;
  readonly settings: unknown;
}): Promise<BareDriver> {
  const { name, frame, room, userId, middleware, settings } = init;
  const { environment } = createPageEnvironment(frame);
  const adapter = middleware(
    frame.realm.createAdapter({ side: name, settings, counted: countCredentials().counted }),
    environment,
  );
  const facts: DriverFact[] = [];
  const { expand, know } = createFactExpander();
  await adapter.preload();
  const driver = adapter.createDriver(
    sinkOf((fact) => facts.push(...expand(fact))),
    environment,
  );
  return {
    userId,
    adapter,
    driver,
    facts,
    of: (name) => factsOf(facts, name),
    async join(request = {}) {
      const joined = await driver.doJoin({
        room,
        userId,
        displayName: '',
        role: undefined,
        local: [],
        purpose: 'main',
        signal: new AbortController().signal,
        ...request,
      });
      know(joined.roster);
      return joined;
    },
    publication(source, { muted = false } = {}) {
      const { media } = frame.instruments;
      const { track } =
        mediaKindOf(source) === 'video'
          ? paint(media, contentOf[source as 'camera' | 'screen'])
          : sing(media, contentOf[source as 'microphone' | 'screen-audio']);
      return { source, track, muted, contentHint: '' };
    },
  };
}
