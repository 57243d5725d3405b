import { RtcError } from '@jackfield/core';
import type * as screensModule from '../call/screens.ts';
import type { CallParts } from '../call/use-call.ts';
import { catalogue } from '../i18n/language.svelte.ts';
import type { CallHost } from './call-host.ts';

/** The screens of a call, and what their parts share. */
export interface LoadedCall {
  readonly screens: typeof screensModule;
  readonly parts: CallParts;
}

/** Gets everything that a call needs and the lobby does not. Rejects `network`. */
export async function loadCall(app: CallHost, development: boolean): Promise<LoadedCall> {
  try {
    const [screens] = await Promise.all([
      import('../call/screens.ts'),
      import('./fetch-credential.ts'),
      import('./ask-at-door.ts'),
      catalogue.loadCall(),
    ]);
    const tools = screens.createCallTools(app, { development });
    const processing = await screens.restoreProcessing(app.view.session);
    return { screens, parts: { app, processing, ...tools } };
  } catch (cause) {
    throw new RtcError({
      code: 'network',
      message: 'The code of the call could not be loaded. Check the network, then reload the page.',
      cause,
    });
  }
}
