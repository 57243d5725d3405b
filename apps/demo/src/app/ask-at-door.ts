import { askToEnter, type EntryRefusal } from '../host/ask-to-enter.ts';

/** The part of the app that shows how it stands. */
interface AtDoor {
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
  const { provider, userId, form } = app;
  try {
    const entry = await askToEnter(
      { provider, room, userId },
      { name: form.displayName, signal, onwaiting: () => (app.waiting = true) },
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
