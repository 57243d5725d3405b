import type { RtcAdapter } from '@jackfield/core';
import { askToEnter } from '../host/ask-to-enter.ts';
import type { EntryRefusal } from '../host/host-client.ts';
import { ownMark } from './own-mark.ts';

/** The part of the app that shows how it stands. */
interface AtDoor {
  readonly adapter: Pick<RtcAdapter, 'capabilities'>;
  readonly provider: string;
  readonly userId: string;
  readonly form: { readonly displayName: string };
  waiting: boolean;
  refusal: EntryRefusal | undefined;
}

/**
 * Tells whether the host lets the person in; with a waiting room that takes as long as the host does. False too where the person gives
 * it up.
 */
export async function askAtDoor(app: AtDoor, room: string, signal: AbortSignal): Promise<boolean> {
  const { adapter, provider, userId, form } = app;
  try {
    const entry = await askToEnter(
      { provider, room, userId },
      { name: form.displayName, key: await ownMark(adapter), signal, onwaiting: () => (app.waiting = true) },
    );
    if (entry !== 'open') app.refusal = entry;
    return entry === 'open';
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  } finally {
    app.waiting = false;
  }
}
