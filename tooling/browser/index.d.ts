/** The part of Playwright's launch options that a media test needs. */
export interface MediaLaunchOptions {
  headless: true;
  /** The browser that the test command found, from `JACKFIELD_BROWSER`. */
  executablePath?: string;
  /** Playwright's own browser, when none was named. */
  channel?: 'chromium';
  args: string[];
  ignoreDefaultArgs?: string[];
}

/** What a lane may change about the browser. */
export interface MediaLaunchChoices {
  /** `grant` (default) answers every prompt with yes; `ask` leaves it to `context.grantPermissions`. */
  prompts?: 'grant' | 'ask';
  /** `fake` (default): one camera and three microphones that Chromium draws; `none`: no device at all. */
  devices?: 'fake' | 'none';
  /** What the fake picker of a screen share hands over. Only with fake devices. */
  displaySurface?: 'monitor' | 'window' | 'browser';
  /** Lets the browser make sound, which Playwright mutes; for tests that capture what a tab plays. */
  audible?: boolean;
  /** Extra Chromium flags, added last. */
  args?: readonly string[];
}

/** The environment variable that names the browser to launch. */
export declare const BROWSER_VARIABLE: 'JACKFIELD_BROWSER';

/** Chromium flags for real media on one machine, without a sound card, a camera or a network. */
export declare function mediaFlags(choices?: MediaLaunchChoices): string[];

/** Launch options for Playwright (`use.launchOptions`) and for vitest's Playwright provider (`launchOptions`). */
export declare function mediaLaunchOptions(choices?: MediaLaunchChoices): MediaLaunchOptions;
