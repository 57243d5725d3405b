import type { CallParts } from '../use-call.ts';

/** Begins or ends the full screen, and tells where the browser refuses. */
export async function toggleFullScreen({
  app,
  fullScreen,
}: Pick<CallParts, 'app' | 'fullScreen'>): Promise<void> {
  try {
    await fullScreen.toggle();
  } catch (error) {
    await app.tell('full-screen', { message: String(error) });
  }
}
