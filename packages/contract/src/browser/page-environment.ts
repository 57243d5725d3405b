import type { AudioOutputElement, PageEvent, RtcEnvironment } from '@jackfield/core';
import type { OpenFrame } from './open-frame.ts';
import { createScriptedDevices, type ScriptedDevices } from './scripted/scripted-devices.ts';

/** A real page that a test holds in its hands: what sessions run in, and what happens to them. */
export interface PageEnvironment {
  /** What `createSession` takes. */
  readonly environment: RtcEnvironment;
  /** Its devices. */
  readonly devices: ScriptedDevices;
  /** The person clicks somewhere. */
  gesture(): void;
  /** Something happens to the page. */
  fire(event: PageEvent): void;
}

/** How a page is at first. */
export interface PageEnvironmentOptions {
  /** Whether sound is refused until `gesture()`. */
  readonly playbackBlocked?: boolean | undefined;
  /** Whether the person refuses devices. */
  readonly devicesDenied?: boolean | undefined;
}

/** The browser itself with scripted devices, a clock that can be moved on, and events of the page on demand. */
export function createPageEnvironment(
  { instruments, realm }: OpenFrame,
  { playbackBlocked = false, devicesDenied = false }: PageEnvironmentOptions = {},
): PageEnvironment {
  const { page, clock } = instruments;
  const devices = createScriptedDevices(instruments, { permission: devicesDenied ? 'denied' : 'granted' });
  let blocked = playbackBlocked;
  const show = (state: DocumentVisibilityState): void => {
    Object.defineProperty(page.document, 'visibilityState', { configurable: true, get: () => state });
    page.document.dispatchEvent(new page.Event('visibilitychange'));
  };
  const fire: Readonly<Record<PageEvent, () => void>> = {
    hide: () => page.dispatchEvent(new page.PageTransitionEvent('pagehide')),
    'show-restored': () => page.dispatchEvent(new page.PageTransitionEvent('pageshow', { persisted: true })),
    freeze: () => page.document.dispatchEvent(new page.Event('freeze')),
    resume: () => page.document.dispatchEvent(new page.Event('resume')),
    visible: () => {
      show('visible');
    },
    hidden: () => {
      show('hidden');
    },
    gesture: () => page.dispatchEvent(new page.Event('pointerdown')),
  };
  return {
    environment: {
      ...realm.environment,
      clock,
      mediaDevices: devices.port,
      permissions: devices.permissions,
      createAudioElement: () => {
        const element = new page.Audio();
        if (blocked) refusePlay(element, () => blocked, page.DOMException);
        return element;
      },
    },
    devices,
    gesture: () => {
      blocked = false;
    },
    fire: (event) => {
      fire[event]();
    },
  };
}

/** An element as an autoplay policy leaves it: it plays by no attribute, and `play()` is refused until a gesture. */
function refusePlay(
  element: HTMLAudioElement,
  blocked: () => boolean,
  Exception: typeof DOMException,
): AudioOutputElement {
  const play = element.play.bind(element);
  let autoplay = false;
  return Object.defineProperties(element, {
    autoplay: {
      get: () => autoplay,
      set: (value: boolean) => {
        autoplay = value;
      },
    },
    play: {
      value: () =>
        blocked()
          ? Promise.reject(new Exception('The user did not interact with the document.', 'NotAllowedError'))
          : play(),
    },
  });
}
