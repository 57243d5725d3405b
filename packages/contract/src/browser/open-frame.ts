import { instrument, type InstrumentOptions, type Instruments } from './instruments/instrument.ts';
import type { RealmWindow } from './realm-window.ts';
import { loadSideRealm, type SideRealm } from './side-realm.ts';

/** A frame of this page with globals of its own, as a tab would have. */
export interface OpenFrame {
  /** Its counters. */
  readonly instruments: Instruments;
  /** Its code. */
  readonly realm: SideRealm;
  /** Closes it with everything in it, as a crash does. */
  close(): void;
}

/** Opens a frame, puts the counters in and then loads the page's own script there. */
export async function openFrame(options: InstrumentOptions = {}): Promise<OpenFrame> {
  const own = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  if (!own) throw new TypeError('The page must load its script as <script type="module" src="…">.');
  const frame = document.createElement('iframe');
  frame.width = '200';
  frame.height = '160';
  frame.allow = 'camera; microphone; display-capture; autoplay; speaker-selection';
  const loaded = new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true });
  });
  frame.src = new URL('blank', document.baseURI).href;
  document.body.append(frame);
  await loaded;
  const page = frame.contentWindow as RealmWindow | null;
  if (!page) throw new TypeError('The frame has no window.');
  const instruments = instrument(page, options);
  const realm = await loadSideRealm(page, own.src);
  return {
    instruments,
    realm,
    close: () => {
      frame.remove();
    },
  };
}
