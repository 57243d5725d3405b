import { untrack } from 'svelte';
import { recall, remember } from '../app/remembered.ts';
import type { AdviceTexts } from './en/advice.ts';
import type { CallMessages } from './en/call.ts';
import type { Messages } from './en/lobby.ts';
import type { LanguageFile } from './language-file.ts';

const files = import.meta.glob<LanguageFile>('./languages/*.ts', { import: 'language' });

/** The tag of a language that the app has: the name of its file. */
export type Language = string;

/** Every language, by its tag. */
const sources: ReadonlyMap<Language, () => Promise<LanguageFile>> = new Map(
  Object.entries(files).map(([path, load]) => [path.replace(/^.*\/|\.ts$/g, ''), load]),
);

/** Shows where texts come from; nobody's own. */
const forTests = 'en-XA';

/** The languages to choose from: tags, and what their speakers call them. */
export const languages: readonly { readonly tag: Language; readonly name: string }[] = [...sources.keys()]
  .filter((tag) => tag !== forTests)
  .map((tag) => ({ tag, name: new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag }));

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
    const { lobby, advice, call } = await fileOf(language);
    let onFailure: AdviceTexts | undefined;
    let ofCall: CallMessages | undefined;
    // What comes in the old language meanwhile is needed in the new one too.
    while ((this.advice && !onFailure) || (this.callTexts && !ofCall)) {
      onFailure ??= this.advice && (await advice());
      ofCall ??= this.callTexts && (await call());
    }
    if (this.wanted !== language) return;
    this.texts = lobby;
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
      const texts = await (await fileOf(language)).advice();
      if (language === this.language) this.advice = texts;
    }
  }

  /** Fetches the texts of the call in the language of the moment, which may change meanwhile. */
  async loadCall(): Promise<void> {
    while (this.callTexts === undefined) {
      const { language } = this;
      const texts = await (await fileOf(language)).call();
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

/** The language to begin with: another script or region of a language that there is counts, and English for all others. */
export function chooseLanguage(remembered: string | undefined, wanted: readonly string[]): Language {
  if (remembered !== undefined && sources.has(remembered)) return remembered;
  const tags = languages.map(({ tag }) => tag);
  for (const tag of wanted) {
    const found = tags.find((own) => own === tag) ?? tags.find((own) => root(own) === root(tag));
    if (found !== undefined) return found;
  }
  return 'en';
}

/** The language of a tag, without script and region. */
function root(tag: string): string {
  return tag.split('-', 1)[0]?.toLowerCase() ?? '';
}

async function fileOf(language: Language): Promise<LanguageFile> {
  const load = sources.get(language);
  if (!load) throw new Error(`There is no language "${language}".`);
  return load();
}

/** The one language of the page. */
export const catalogue = new Catalogue();
