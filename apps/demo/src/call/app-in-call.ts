import type { CallApp } from '../app/call-app.svelte.ts';
import type { CallTools } from './create-call-tools.ts';

/** The app once the call's code is there. */
export type AppInCall = CallApp & CallTools;
