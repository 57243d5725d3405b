import { recall, remember } from '../app/remembered.ts';
import { en, type Messages } from './en.ts';

/** Languages by their tag, as their speakers call them. */
export const languages = { en: 'English', 'zh-Hans': '简体中文' } as const;

/** The tag of a language that the app has. */
export type Language = keyof typeof languages;

/** The language of the app, and every text in it. What reads a text reads it again when the language changes. */
class Catalogue {
  /** The language now. */
  language: Language = $state('en');
  /** Its texts. */
  texts: Messages = $state.raw(en);

  /** Shows the app in a language; one that is not English is fetched first. */
  async use(language: Language): Promise<void> {
    this.texts = language === 'en' ? en : (await import('./zh-hans.ts')).zhHans;
    this.language = language;
    document.documentElement.lang = language;
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
