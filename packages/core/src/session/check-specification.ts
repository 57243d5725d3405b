import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { checkArgument } from '../errors/check-options.ts';
import { RtcError } from '../errors/rtc-error.ts';

/** Refuses an adapter of another version of the interface. Throws `invalid-argument`, naming both versions and what to install. */
export function checkSpecification(adapter: RtcAdapter): void {
  checkArgument('The adapter', adapter, 'object');
  const { name, specificationVersion } = adapter;
  // Of an adapter from another package, installed at another time, no type is a promise.
  const told: unknown = specificationVersion;
  if (told === spoken) return;
  const newer =
    typeof told === 'number' && told > spoken ? '@jackfield/core' : `version of the adapter ${name}`;
  throw new RtcError({
    code: 'invalid-argument',
    message: `The adapter ${name} has version ${String(told)} of the adapter interface, @jackfield/core version ${String(spoken)}. Install a newer ${newer}.`,
  });
}

/** The version of the adapter interface that this copy of core calls. */
const spoken: RtcAdapter['specificationVersion'] = 1;
