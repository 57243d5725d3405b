import type { RtcErrorCode } from '@jackfield/core';

const failures: Partial<Record<RtcErrorCode, string>> = {
  forbidden: 'The room there is locked or has another key, or its host did not let you in.',
  network: 'The server does not answer. Check your network, then try again.',
  unsupported: 'This provider carries no messages: each person has to change the provider for themselves.',
};

/** The texts of a move of everybody, and of a provider that takes over, in English. */
export const enMoving = {
  title: 'Move everyone',
  what: 'Everybody in the room goes on with another provider. Nobody leaves anybody: who does not follow is named, and all stay with both providers for them.',
  asHost: 'You are the host: nobody is asked.',
  asOther: 'You are not the host: each person is asked.',
  start: 'Move everyone',
  asked: (who: string, name: string): string => `${who} asks everyone to go on with ${name}`,
  askedNext: 'The call goes on either way, and nobody is lost.',
  follow: 'Go along',
  stay: 'Stay here',
  moving: (name: string): string => `Everyone is moving to ${name}…`,
  progress: (there: number, all: number): string => `${String(there)} of ${String(all)} others are there.`,
  both: (name: string): string => `You are with ${name} too`,
  missing: (names: string): string =>
    `Not there: ${names}. You stay with both providers, so that nobody is lost.`,
  back: (name: string): string => `The move to ${name} was taken back`,
  backNext: 'You are with both providers until all others have heard of it.',
  moved: (name: string): string => `Everyone is with ${name} now`,
  movedNext: 'Whoever comes is told where to go, for ten seconds more.',
  stayed: (name: string): string => `You do not move to ${name}`,
  stayedNext: 'The call goes on here. Those who moved stay with both providers for you.',
  failed: (name: string): string => `Nobody was moved to ${name}`,
  failure: 'Try again, or choose another provider.',
  failures,
  tookOver: (name: string): string => `The call goes on with ${name}`,
  tookOverNext: (name: string): string => `${name} failed. Nobody has to do anything.`,
};

/** The shape that every language has. */
export type MovingMessages = typeof enMoving;
