import type { FakeAudioContext } from './fake-audio-context.ts';
import type { FakeClock } from './fake-clock.ts';
import type { FakeDevices } from './fake-devices.ts';
import type { FakeElements } from './fake-elements.ts';
import type { FakePage } from './fake-page.ts';
import type { TrackRegistry } from './track-registry.ts';

/** Everything that is still open, as plain data. Compare it with `noLeaks`. */
export interface LeakReport {
  /** Live tracks as `origin:id`, those of far ends and tests apart: nobody owes their stopping. */
  readonly tracks: readonly string[];
  /** Listeners on live and ended tracks of any origin. */
  readonly trackListeners: number;
  /** Timers that have not run, by their delays in milliseconds. */
  readonly timers: readonly number[];
  /** Audio elements that hold a stream. */
  readonly audioElements: number;
  /** Video views that hold a stream. */
  readonly videoViews: number;
  /** Callbacks that wait for a frame. */
  readonly frameCallbacks: number;
  /** Audio contexts that are not closed. */
  readonly audioContexts: number;
  /** Listeners of `devicechange`. */
  readonly deviceListeners: number;
  /** Listeners of the page. */
  readonly pageListeners: number;
  /** Observers of elements. */
  readonly observers: number;
  /** Permission prompts and screen pickers that wait. */
  readonly prompts: number;
}

/** The report of `leaks()` when nothing is open. */
export const noLeaks: LeakReport = {
  tracks: [],
  trackListeners: 0,
  timers: [],
  audioElements: 0,
  videoViews: 0,
  frameCallbacks: 0,
  audioContexts: 0,
  deviceListeners: 0,
  pageListeners: 0,
  observers: 0,
  prompts: 0,
};

/** The parts that are looked through. */
export interface LeakSources {
  readonly clock: FakeClock;
  readonly tracks: TrackRegistry;
  readonly devices: FakeDevices;
  readonly elements: FakeElements;
  readonly page: FakePage;
  readonly audioContexts: readonly FakeAudioContext[];
}

/** Counts what is still open. */
export function reportLeaks({
  clock,
  tracks,
  devices,
  elements,
  page,
  audioContexts,
}: LeakSources): LeakReport {
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  return {
    tracks: tracks.live
      .filter(({ source }) => source.origin !== 'remote' && source.origin !== 'test')
      .map(({ source, id }) => `${source.origin}:${id}`),
    trackListeners: sum(tracks.all.map((track) => track.listenerCount())),
    timers: clock.timers.map(({ delayMs }) => delayMs),
    audioElements: elements.liveAudio.length,
    videoViews: elements.views.filter(({ srcObject }) => srcObject !== null).length,
    frameCallbacks: sum(elements.views.map(({ frameCallbackCount }) => frameCallbackCount)),
    audioContexts: audioContexts.filter(({ state }) => state !== 'closed').length,
    deviceListeners: devices.listenerCount,
    pageListeners: page.listenerCount,
    observers: page.observerCount,
    prompts: devices.permissions.prompts.length + devices.picker.open.length,
  };
}
