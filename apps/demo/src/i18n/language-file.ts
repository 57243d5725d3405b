import type { AdviceTexts } from './en/advice.ts';
import type { CallMessages } from './en/call.ts';
import type { Messages } from './en/lobby.ts';

/** A language: a file of `languages/`, named by its tag, that exports one as `language`. Nothing else has to know of it. */
export interface LanguageFile {
  /** The texts of the lobby, and those that are everywhere. */
  readonly lobby: Messages;
  /** Gets what to tell when something fails. */
  readonly advice: () => Promise<AdviceTexts>;
  /** Gets the texts of the call. */
  readonly call: () => Promise<CallMessages>;
}
