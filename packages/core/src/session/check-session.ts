import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { checkOptions } from '../errors/check-options.ts';
import type { SessionOptions } from '../face/session-options.ts';
import { checkSpecification } from './check-specification.ts';

/** Refuses what no session or viewer can be made of. Throws `invalid-argument`. */
export function checkSession(adapter: RtcAdapter, options: SessionOptions): void {
  checkSpecification(adapter);
  checkOptions('The options', options, {
    environment: 'object',
    timeouts: 'object',
    subscriptions: ['auto', 'manual'],
    deviceLoss: ['mute', 'next-device', 'unpublish'],
  });
}
