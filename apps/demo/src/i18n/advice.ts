/** What a person is told: what happened, and what to do next. */
export interface Advice {
  readonly title: string;
  readonly next: string;
}

/** The devices of a sentence. */
export interface DeviceWords {
  /** "Camera", or "Microphone and camera". */
  readonly names: string;
  readonly several: boolean;
}

/** Browsers whose permission buttons have names of their own. */
export type BrowserFamily = 'chrome' | 'edge' | 'firefox' | 'safari' | 'safari-ios' | 'android' | 'other';
