import type { CallHost } from '../../app/call-host.ts';

/** Shares the screen, or stops sharing it. Closing the picker is a choice, not a failure. */
export async function toggleScreen(app: Pick<CallHost, 'adapter' | 'attempt' | 'view'>): Promise<void> {
  const { screen } = app.view.session;
  const audio = app.adapter.capabilities.screenAudio !== 'none';
  await app.attempt('screen', () => (screen.state.enabled ? screen.disable() : screen.enable({ audio })));
}
