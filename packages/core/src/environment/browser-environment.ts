import { createBrowserPlaceholder } from './browser-placeholder.ts';
import { lobbyEnvironment } from './lobby-environment.ts';
import { observeVisibility } from './observe-visibility.ts';
import type { RtcEnvironment } from './rtc-environment.ts';

/** The browser as a session's environment. Also importable, but not usable, in Node. */
export const browserEnvironment: RtcEnvironment = {
  ...lobbyEnvironment,
  createPlaceholder: createBrowserPlaceholder,
  observeVisibility,
};
