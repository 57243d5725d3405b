import { createSession, type RtcEnvironment } from '@jackfield/core';
import type { RtcAdapter } from '@jackfield/core/adapter';
import { browserEnvironment } from '@jackfield/core/testing';
import { thisCopy, type CoreCopy } from '../rig/core-copy.ts';
import type { Counted } from '../rig/count-credentials.ts';
import type { RealmWindow } from './realm-window.ts';

/** What an adapter is made for. */
export interface SideContext {
  /** Names the side or bare driver that will use it: no other one of the rig has this name. */
  readonly side: string;
  /** Counts the calls of the function that gives credentials: wrap the one that the adapter is made with. */
  readonly counted: Counted;
  /** What the vendor's world gave for its sides, such as an address: plain data. */
  readonly settings: unknown;
}

/** What runs in the frame of a side: its own copy of core, of the adapter and of the vendor's SDK. */
export interface SideRealm {
  /** Makes the adapter under test. */
  readonly createAdapter: (context: SideContext) => RtcAdapter;
  /** Core's, of this copy. */
  readonly createSession: typeof createSession;
  /** More of it. */
  readonly core: CoreCopy;
  /** The browser as core sees it in this frame. */
  readonly environment: RtcEnvironment;
}

const key = 'jackfieldSide';

/** Offers this frame to the page around it. */
export function installSideRealm(page: RealmWindow, createAdapter: SideRealm['createAdapter']): void {
  const realm: SideRealm = { createAdapter, createSession, core: thisCopy, environment: browserEnvironment };
  Reflect.set(page, key, realm);
  page.dispatchEvent(new Event(key));
}

/** Loads a module script in a frame and waits until it has offered the frame. Rejects when it does not load. */
export function loadSideRealm(page: RealmWindow, source: string): Promise<SideRealm> {
  return new Promise((resolve, reject) => {
    page.addEventListener(
      key,
      () => {
        resolve(Reflect.get(page, key) as SideRealm);
      },
      { once: true },
    );
    const script = page.document.createElement('script');
    script.type = 'module';
    script.src = source;
    script.addEventListener('error', () => {
      reject(new Error(`The script ${source} does not load in a frame.`));
    });
    page.document.head.append(script);
  });
}
