import type { LocalSource, LocalSourceState, RtcError, RtcSession } from '@jackfield/core';
import { useCallback } from 'react';
import type { Read } from './reads.ts';
import { useListen } from './use-listen.ts';
import { useReads } from './use-reads.ts';

/** A local source that can be turned on: the microphone, the camera or the screen. */
type Enabling = LocalSource & { enable(): Promise<void> };

/** A local source as one component reads it. */
export interface LocalSourceReading {
  /** All that is asked for and all that is so; anything of it that changes renders again. */
  readonly state: LocalSourceState;
  /** Tells whether it sends, or would if there were a call. */
  readonly on: boolean;
  /** Tells whether its device is being opened; a permission prompt or a picker may wait for the person. */
  readonly opening: boolean;
  /** The reason why its device is not to be had. */
  readonly failure: RtcError | undefined;
  /** Turns it on if it is off, muted or failed, and mutes it if it is on. Rejects as `enable` and `unmute` do. */
  toggle(): Promise<void>;
}

/** Reads a local source, for a button or a menu. The component is rendered again when something changes that it has read. */
export function useLocalSource(session: RtcSession, source: Enabling): LocalSourceReading {
  const make = useCallback(
    (read: Read): LocalSourceReading => ({
      get state() {
        return read('state', () => source.state);
      },
      get on() {
        return read('on', () => isOn(source));
      },
      get opening() {
        return read('opening', () => isOpening(source));
      },
      get failure() {
        return read('failure', () => failureOf(source));
      },
      toggle: () => toggle(source),
    }),
    [source],
  );
  return useReads(useListen(session), make);
}

function isOn({ state: { enabled, muted, capture } }: LocalSource): boolean {
  return enabled && !muted && (capture.status === 'live' || capture.status === 'interrupted');
}

function isOpening({ state: { capture } }: LocalSource): boolean {
  return capture.status === 'requesting';
}

function failureOf({ state: { capture } }: LocalSource): RtcError | undefined {
  return capture.status === 'failed' ? capture.error : undefined;
}

async function toggle(source: Enabling): Promise<void> {
  if (isOn(source) || isOpening(source)) return source.mute();
  const { enabled, muted } = source.state;
  if (!enabled || failureOf(source)) await source.enable();
  if (muted) await source.unmute();
}
