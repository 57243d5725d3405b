import { recall, remember } from './remembered.ts';

/** Which colours: the system's choice, or always the same. */
export type ThemeChoice = 'system' | 'light' | 'dark';

/** The colours of the page. */
class Theme {
  /** What the person chose. */
  choice: ThemeChoice = $state('system');

  /** What was chosen last time. */
  start(): void {
    const known = recall('theme');
    this.apply(known === 'light' || known === 'dark' ? known : 'system');
  }

  /** What the person chooses, also for the next visit. */
  choose(choice: ThemeChoice): void {
    remember('theme', choice);
    this.apply(choice);
  }

  private apply(choice: ThemeChoice): void {
    this.choice = choice;
    document.documentElement.dataset['theme'] = choice;
  }
}

/** The one theme of the page. */
export const theme = new Theme();
