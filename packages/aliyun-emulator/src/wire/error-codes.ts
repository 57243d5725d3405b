/** Where a number comes from: Alibaba's public native SDK headers, or chosen here because the real one is not known. */
export type CodeOrigin = 'documented' | 'assumed';

/** One reason for which the service refuses a request. */
export interface ServiceCode {
  /** The number in the reply's `code`. */
  readonly code: number;
  /** Whether the number is Alibaba's or the emulator's own. */
  readonly origin: CodeOrigin;
  /** What it says, in words a person can act on. */
  readonly description: string;
}

/** Names of the reasons for which the emulator refuses a request. */
export type ServiceCodeName =
  | 'app-unknown'
  | 'room-closed'
  | 'room-name-invalid'
  | 'token-invalid'
  | 'parameter-invalid'
  | 'token-expired'
  | 'room-full'
  | 'session-unknown'
  | 'not-joined'
  | 'role-forbidden'
  | 'publication-unknown'
  | 'subscription-unknown'
  | 'subscription-limit'
  | 'media-refused'
  | 'service-busy';

/**
 * Every refusal the emulator sends on its own account. The `documented` numbers are those of the join errors in the
 * public headers of Alibaba's native SDKs; all that begin with `0x0201f0` are assumed, in a range of their own so that
 * nobody takes one for a number of the real service.
 */
export const serviceCodes: Readonly<Record<ServiceCodeName, ServiceCode>> = Object.freeze({
  'app-unknown': { code: 0x02010201, origin: 'documented', description: 'the app id does not exist' },
  'room-closed': { code: 0x02010203, origin: 'documented', description: 'the channel is not valid any more' },
  'room-name-invalid': {
    code: 0x02010204,
    origin: 'documented',
    description: 'the channel id is not acceptable',
  },
  'token-invalid': { code: 0x02010205, origin: 'documented', description: 'the token does not match' },
  'parameter-invalid': {
    code: 0x01030101,
    origin: 'documented',
    description: 'a parameter is not acceptable',
  },
  'token-expired': { code: 0x0201f001, origin: 'assumed', description: 'the credential has expired' },
  'room-full': { code: 0x0201f002, origin: 'assumed', description: 'the channel is full' },
  'session-unknown': { code: 0x0201f003, origin: 'assumed', description: 'no such session' },
  'not-joined': { code: 0x0201f004, origin: 'assumed', description: 'the session is not in the channel' },
  'role-forbidden': { code: 0x0201f005, origin: 'assumed', description: 'the role does not allow this' },
  'publication-unknown': { code: 0x0201f006, origin: 'assumed', description: 'no such publication' },
  'subscription-unknown': { code: 0x0201f007, origin: 'assumed', description: 'no such subscription' },
  'subscription-limit': { code: 0x0201f008, origin: 'assumed', description: 'too many subscriptions' },
  'media-refused': {
    code: 0x0201f009,
    origin: 'assumed',
    description: 'the session description is not usable',
  },
  'service-busy': { code: 0x0201f00a, origin: 'assumed', description: 'a limit of the service is reached' },
});
