import { RtcError } from '@jackfield/core';
import type { Component } from 'svelte';
import type { AppInCall } from '../call/app-in-call.ts';
import { catalogue } from '../i18n/language.svelte.ts';
import type { Fault } from './adapter-choice.ts';
import type { CallApp } from './call-app.svelte.ts';

/** The screens of a call, and the app as they need it. */
export interface LoadedCall {
  readonly screens: Readonly<Record<'Call' | 'Ended', Component<{ app: AppInCall }>>>;
  readonly app: AppInCall;
}

/** Gets everything that a call needs and the lobby does not. Rejects `network`. */
export async function loadCall(
  app: CallApp,
  setup: { readonly trouble: readonly Fault[]; readonly development: boolean },
): Promise<LoadedCall> {
  try {
    const [screens] = await Promise.all([
      import('../call/screens.ts'),
      import('./fetch-credential.ts'),
      catalogue.loadCall(),
    ]);
    const { session } = app.view;
    return {
      screens,
      app: Object.assign(
        app,
        screens.createCallTools({
          session,
          ...setup,
          tell: (...told) => app.tell(...told),
          attempt: (...tried) => app.attempt(...tried),
        }),
      ),
    };
  } catch (cause) {
    throw new RtcError({
      code: 'network',
      message: 'The code of the call could not be loaded. Check the network, then reload the page.',
      cause,
    });
  }
}
