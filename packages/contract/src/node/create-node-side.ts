import { createSession, type SessionTimeouts } from '@jackfield/core';
import type { RtcAdapter } from '@jackfield/core/adapter';
import { chain, type AdapterMiddleware } from '../rig/middleware.ts';
import { createRecorder } from '../rig/recorder.ts';
import type { Side, SideOptions } from '../rig/side.ts';
import type { NodePage } from './node-vendor.ts';

/** What a side is made from. */
export interface NodeSideParts {
  readonly adapter: RtcAdapter;
  readonly page: NodePage;
  readonly userId: string;
  readonly options: SideOptions;
  readonly middleware: AdapterMiddleware | undefined;
  readonly timeouts: SessionTimeouts;
}

/** Makes a session in a page of its own. */
export function createNodeSide(parts: NodeSideParts): Side {
  const { page, userId, options, middleware, timeouts } = parts;
  const { environment } = page;
  const adapter = chain(middleware, options.middleware)(parts.adapter, environment);
  const session = createSession(adapter, { ...options.session, environment, timeouts });
  const log = createRecorder(session);
  return { userId, session, adapter, log, createView: () => page.elements.createView() };
}
