import { expect, it } from 'vitest';
import { endError } from '../../src/call/end-error.ts';
import { RtcError } from '../../src/errors/rtc-error.ts';
import type { EndReason } from '../../src/model/session-state.ts';

it.each<[EndReason, string]>([
  ['kicked', 'kicked'],
  ['replaced', 'replaced'],
  ['room-closed', 'room-closed'],
  ['credential-expired', 'credential-expired'],
  ['connection-lost', 'network'],
  ['server-shutdown', 'server-error'],
  ['left', 'aborted'],
])('a join that ends as %s rejects %s', (reason, code) => {
  expect(endError(reason, 'stub')).toMatchObject({ code, adapter: 'stub' });
});

it('is what the vendor said, where it said anything', () => {
  const cause = new RtcError({ code: 'room-full', message: 'Nobody more.' });
  expect(endError('error', 'stub', cause)).toBe(cause);
});
