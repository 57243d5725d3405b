import { createContext } from 'svelte';
import type { CallHost } from '../app/call-host.ts';
import type { ProcessingChoice } from '../app/processing-choice.svelte.ts';
import type { CallTools } from './create-call-tools.ts';

/** What the parts of a call share. Each takes the few of these that it needs. */
export interface CallParts extends CallTools {
  readonly app: CallHost;
  /** The choice of what is done to picture and sound before they are sent. */
  readonly processing: ProcessingChoice;
}

const [use, provide] = createContext<CallParts>();

/** Reads what the parts of a call share, while a component of it is made. */
export const useCall: () => CallParts = use;

/** Gives the parts of a call what they share. */
export const provideCall: (parts: CallParts) => CallParts = provide;
