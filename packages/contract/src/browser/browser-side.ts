import type { SessionTimeouts } from '@jackfield/core';
import { chain, type AdapterMiddleware } from '../rig/middleware.ts';
import { countCredentials } from '../rig/count-credentials.ts';
import { createRecorder } from '../rig/recorder.ts';
import type { Side, SideOptions } from '../rig/side.ts';
import { CallsUnderWay } from './calls-under-way.ts';
import type { OpenFrame } from './open-frame.ts';
import { createPageEnvironment, type PageEnvironment } from './page-environment.ts';

/** A side, and the frame that the rig holds in its hands. */
export interface BrowserSide extends Side {
  /** What its adapter was given as `side`. */
  readonly name: string;
  /** Where it runs. */
  readonly frame: OpenFrame;
  /** What happens to it there. */
  readonly page: PageEnvironment;
  /** The number of times that its adapter has asked for a credential. */
  readonly credentials: { readonly count: number };
  /** What its adapter is doing. */
  readonly calls: CallsUnderWay;
}

/** What a side is made from. */
export interface BrowserSideInit {
  readonly name: string;
  readonly frame: OpenFrame;
  readonly userId: string;
  readonly options: SideOptions;
  readonly middleware: AdapterMiddleware;
  readonly timeouts: SessionTimeouts;
  readonly settings: unknown;
}

/** A session in a frame of its own. */
export function createBrowserSide(init: BrowserSideInit): BrowserSide {
  const { name, frame, userId, options, middleware, timeouts, settings } = init;
  const { realm, instruments } = frame;
  const page = createPageEnvironment(frame, options);
  const { environment } = page;
  const calls = new CallsUnderWay();
  const watched = chain(calls.middleware, middleware);
  const { counted, credentials } = countCredentials();
  const adapter = watched(realm.createAdapter({ side: name, settings, counted }), environment);
  const session = realm.createSession(adapter, { ...options.session, environment, timeouts });
  return {
    name,
    userId,
    session,
    adapter,
    frame,
    page,
    calls,
    credentials,
    log: createRecorder(session),
    core: realm.core,
    createView() {
      const { document } = instruments.page;
      const view = document.createElement('video');
      view.width = 80;
      view.height = 60;
      document.body.append(view);
      return view;
    },
  };
}
