import type { AliyunCredential } from '../../src/index.ts';

/** What an app's server would sign; the double does not check signatures. */
export function doubleCredential(
  { room: channelId, userId }: { readonly room: string; readonly userId: string },
  lifetimeSeconds = 3_600,
): AliyunCredential {
  return {
    appId: 'app1',
    channelId,
    userId,
    nonce: 'AK-double',
    timestamp: Math.floor(Date.now() / 1_000) + lifetimeSeconds,
    token: 'a'.repeat(64),
    gslb: ['https://rgslb.example.test'],
  };
}
