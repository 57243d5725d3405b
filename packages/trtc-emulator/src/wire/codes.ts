/** Where a number comes from: Tencent's documentation, or chosen here because the real one is not known. */
export type CodeOrigin = 'documented' | 'assumed';

/** One reason for which the service refuses a request. */
export interface ServiceCode {
  /** The number in the answer's `code`. */
  readonly code: number;
  /** Tencent's number, or the emulator's own. */
  readonly origin: CodeOrigin;
  /** What it says, in words a person can act on. */
  readonly description: string;
}

/** Names of the reasons for which the emulator refuses a request. */
export type ServiceCodeName =
  | 'sig-expired'
  | 'sig-empty'
  | 'sig-invalid'
  | 'sig-other-user'
  | 'sig-other-app'
  | 'app-unknown'
  | 'parameter-invalid'
  | 'room-closed'
  | 'room-full'
  | 'banned'
  | 'not-joined'
  | 'session-unknown'
  | 'role-forbidden'
  | 'publisher-unknown'
  | 'subscription-limit'
  | 'media-refused'
  | 'service-busy';

/**
 * Every refusal that the emulator sends on its own account. The `documented` numbers are Tencent's for a UserSig; all below
 * -900000 are assumed, in a range of their own so that nobody takes one for a number of the real service.
 */
export const serviceCodes: Readonly<Record<ServiceCodeName, ServiceCode>> = Object.freeze({
  'sig-expired': documented(70_001, 'the UserSig has expired'),
  'sig-empty': documented(70_002, 'the UserSig is empty'),
  'sig-invalid': documented(70_003, 'the UserSig does not verify'),
  'sig-other-user': documented(70_013, 'the UserSig is for another user'),
  'sig-other-app': documented(70_014, 'the UserSig is for another sdkAppId'),
  'app-unknown': assumed(-900_001, 'the sdkAppId does not exist'),
  'parameter-invalid': assumed(-900_002, 'a parameter is not acceptable'),
  'room-closed': assumed(-900_003, 'the room is closed'),
  'room-full': assumed(-900_004, 'the room is full'),
  banned: assumed(-900_005, 'the user may not enter this room'),
  'not-joined': assumed(-900_006, 'the session is not in a room'),
  'session-unknown': assumed(-900_007, 'no such session'),
  'role-forbidden': assumed(-900_008, 'the role does not allow this'),
  'publisher-unknown': assumed(-900_009, 'no such publisher'),
  'subscription-limit': assumed(-900_010, 'too many subscriptions'),
  'media-refused': assumed(-900_011, 'the ability is not usable'),
  'service-busy': assumed(-900_012, 'a limit of the service is reached'),
});

function documented(code: number, description: string): ServiceCode {
  return { code, origin: 'documented', description };
}

function assumed(code: number, description: string): ServiceCode {
  return { code, origin: 'assumed', description };
}
