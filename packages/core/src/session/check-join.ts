import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { checkArgument, checkOptions, describe } from '../errors/check-options.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { JoinOptions } from '../face/rtc-viewer.ts';

/** Refuses what no vendor call should be made for. Throws `invalid-argument` or `unsupported`, naming the field. */
export function checkJoin({ name, limits, capabilities }: RtcAdapter, options: JoinOptions): void {
  checkArgument('join', options, 'object');
  checkOptions('join', options, { displayName: 'string', role: 'string', signal: 'signal' });
  const refuse = (message: string, code: 'invalid-argument' | 'unsupported' = 'invalid-argument'): never => {
    throw new RtcError({ code, message, adapter: name });
  };
  // Callers without types may pass anything.
  const ids: readonly (readonly [string, unknown, RegExp])[] = [
    ['room', options.room, limits.roomPattern],
    ['userId', options.userId, limits.userIdPattern],
  ];
  for (const [field, value, pattern] of ids) {
    if (typeof value !== 'string' || !pattern.test(value)) {
      refuse(`${field} must match ${String(pattern)} with ${name}; it is ${describe(value)}.`);
    }
  }
  const { displayName = '', role } = options;
  if (displayName.length > limits.displayNameLength) {
    refuse(`displayName must have at most ${String(limits.displayNameLength)} characters with ${name}.`);
  }
  if (role !== undefined && !capabilities.roles.includes(role)) {
    const roles = capabilities.roles.join(', ');
    refuse(
      roles
        ? `role must be one of ${roles} with ${name}; it is ${role}.`
        : `${name} has no roles; leave role out.`,
      roles ? 'invalid-argument' : 'unsupported',
    );
  }
}
