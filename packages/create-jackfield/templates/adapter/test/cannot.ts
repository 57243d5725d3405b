import type { Cannot } from '@jackfield/contract';

/** The things that the vendor has no way for, with why: the clauses that need it are "not drivable". What a denied capability rules out needs no line. */
export const cannot: readonly Cannot[] = [
  { action: 'far-kind', reason: 'the vendor does not say what somebody is' },
  { action: 'far-interrupt', reason: "the SDK says nothing of one person's transport" },
  { action: 'server-mute', reason: 'the service cannot mute anybody' },
  { action: 'server-unpublish', reason: 'the service cannot end a publication and leave the person in' },
  { action: 'lose-publication', reason: 'the SDK repairs its media path by itself and tells nobody' },
  { action: 'revoke', reason: 'a token carries no permissions' },
  { action: 'record', reason: 'the SDK says nothing of recording' },
  { action: 'content', reason: 'a double sends neither picture nor sound' },
  { action: 'arriving-size', reason: 'a double sends no picture' },
  { action: 'encoding', reason: 'a double encodes nothing' },
  { action: 'credential-expiring', reason: 'the SDK does not say that a token ends soon' },
];
