import type { RtcAdapter } from '@jackfield/core';
import { markOf } from './change-key.ts';
import { readKey } from './encryption-key.ts';

/** The mark of the key of this page's link; undefined where nothing is encrypted, also for want of a provider that can. */
export async function ownMark({
  capabilities,
}: Pick<RtcAdapter, 'capabilities'>): Promise<string | undefined> {
  const key = capabilities.endToEndEncryption ? readKey(location.href) : undefined;
  return key === undefined ? undefined : markOf(key);
}
