import type { CallHost } from '../app/call-host.ts';
import { recall } from '../app/remembered.ts';

/**
 * Tries a device again that was not to be had. One that was on when it was lost is on again; what the person, or somebody else, had
 * muted stays muted, and so does a microphone that is on only while it is held.
 */
export async function retryDevice(
  app: Pick<CallHost, 'attempt' | 'camera' | 'microphone' | 'screen'>,
  kind: 'microphone' | 'camera',
): Promise<void> {
  const { source } = app[kind];
  await app.attempt(kind, async () => {
    await source.enable();
    const held = kind === 'microphone' && app.screen === 'call' && recall('push-to-talk') === 'on';
    if (source.state.mutedBy === 'device-lost' && !held) await source.unmute();
  });
}
