import { expect, it } from 'vitest';
import { errorTable } from '../src/errors/error-table.ts';
import { RtcError } from '../src/errors/rtc-error.ts';
import type { RtcErrorCode } from '../src/errors/rtc-error-code.ts';

function table(): string {
  const rows = (Object.keys(errorTable) as RtcErrorCode[]).map((code) => {
    const { group, meaning, advice } = errorTable[code];
    const { name, retryable } = new RtcError({ code, message: meaning });
    return `| \`${code}\` | ${group} | \`${name}\` | ${retryable ? 'yes' : 'no'} | ${meaning} | ${advice} |`;
  });
  return [
    '# Errors',
    '',
    '[简体中文](errors.zh.md)',
    '',
    'Core and its adapters reject with one class, `RtcError`. Its `code` is one of these; `message` says what to do next;',
    '`retryable` tells whether the same call may succeed as it is; `vendorCode` and `cause` are the vendor’s own, untouched.',
    'Check with `isRtcError(value)`, which also holds across two copies of the package.',
    '',
    '| code | part | name | retryable | meaning | what to do |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

it('documents every error code (vitest -u writes the document)', async () => {
  await expect(table()).toMatchFileSnapshot('../../../docs/errors.md');
});
