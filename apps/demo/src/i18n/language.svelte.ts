import { untrack } from 'svelte';
import { recall, remember } from '../app/remembered.ts';
import type { Messages } from './en.ts';
import type { AdviceTexts } from './en-advice.ts';
import type { CallMessages } from './en-call.ts';

/** Languages by their tag, as their speakers call them. */
export const languages = { en: 'English', 'zh-Hans': '简体中文' } as const;

/** The tag of a language that the app has. */
export type Language = keyof typeof languages;

/** Where the texts of a language come from: what the lobby shows, and what comes when there is time for it. */
interface Sources {
  readonly texts: () => Promise<Messages>;
  readonly advice: () => Promise<AdviceTexts>;
  readonly call: () => Promise<CallMessages>;
}

const sources: Readonly<Record<Language, Sources>> = {
  en: {
    texts: async () => (await import('./en.ts')).en,
    advice: async () => (await import('./en-advice.ts')).adviceEn,
    call: async () => (await import('./en-call.ts')).enCall,
  },
  'zh-Hans': {
    texts: async () => (await import('./zh-hans.ts')).zhHans,
    advice: async () => (await import('./zh-hans-advice.ts')).adviceZhHans,
    call: async () => (await import('./zh-hans-call.ts')).zhHansCall,
  },
};

/** The language of the app, and every text in it. What reads a text reads it again when the language changes. */
class Catalogue {
  /** The language now. */
  language: Language = $state('en');
  /** Its texts; undefined before the first `use` has resolved. */
  texts: Messages | undefined = $state.raw();
  /** What to tell when something fails; undefined before `loadAdvice` has resolved. */
  advice: AdviceTexts | undefined = $state.raw();
  /** Those of the call; undefined before `loadCall` has resolved. */
  callTexts: CallMessages | undefined = $state.raw();

  private loadingAdvice: Promise<void> | undefined;
  /** The language that was asked for last. */
  private wanted: Language | undefined;

  /**
   * Fetches a language and shows the app in it, unless another one is asked for meanwhile. Rejects where it cannot be fetched;
   * nothing has changed then.
   */
  async use(language: Language): Promise<void> {
    this.wanted = language;
    const { texts, advice, call } = sources[language];
    const own = await texts();
    let onFailure: AdviceTexts | undefined;
    let ofCall: CallMessages | undefined;
    // What comes in the old language meanwhile is needed in the new one too.
    while ((this.advice && !onFailure) || (this.callTexts && !ofCall)) {
      onFailure ??= this.advice && (await advice());
      ofCall ??= this.callTexts && (await call());
    }
    if (this.wanted !== language) return;
    this.texts = own;
    this.advice = onFailure;
    this.callTexts = ofCall;
    this.language = language;
    // Nothing to tell outside a page.
    if ('document' in globalThis) document.documentElement.lang = language;
  }

  /** Fetches what to tell when something fails, in the language of the moment, which may change meanwhile. */
  loadAdvice(): Promise<void> {
    // One promise for all who wait, and nothing reactive is read: what waits must not begin anew when it is there.
    this.loadingAdvice ??= untrack(() => this.fetchAdvice()).catch((error: unknown) => {
      this.loadingAdvice = undefined;
      throw error;
    });
    return this.loadingAdvice;
  }

  /** The same, for what has words of its own: never rejects, and the error's own sentence is shown without these. */
  async wantAdvice(): Promise<void> {
    try {
      await this.loadAdvice();
    } catch {
      // Asked for again with the next failure.
    }
  }

  private async fetchAdvice(): Promise<void> {
    while (this.advice === undefined) {
      const { language } = this;
      const texts = await sources[language].advice();
      if (language === this.language) this.advice = texts;
    }
  }

  /** Fetches the texts of the call in the language of the moment, which may change meanwhile. */
  async loadCall(): Promise<void> {
    while (this.callTexts === undefined) {
      const { language } = this;
      const texts = await sources[language].call();
      if (language === this.language) this.callTexts = texts;
    }
  }

  /** The language that was chosen last time, or else the first one of the browser's that the app has. */
  async start(): Promise<void> {
    await this.use(chooseLanguage(recall('language'), navigator.languages));
  }

  /** What the person chooses, also for the next visit. */
  async choose(language: Language): Promise<void> {
    remember('language', language);
    await this.use(language);
  }
}

/** The language to begin with. Chinese of every region is shown as Simplified Chinese. */
export function chooseLanguage(remembered: string | undefined, wanted: readonly string[]): Language {
  if (remembered !== undefined && Object.hasOwn(languages, remembered)) return remembered as Language;
  for (const tag of wanted) {
    if (/^zh\b/i.test(tag)) return 'zh-Hans';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}

/** The one language of the page. */
export const catalogue = new Catalogue();
