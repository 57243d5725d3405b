import { RtcError, type RtcAdapter, type RtcDriver } from '@jackfield/core/adapter';
import { replace } from '../rig/middleware.ts';
import type { Saboteur } from './saboteur.ts';

/** Their names. */
export type ClaimSaboteurName =
  | 'claims-names-falsely'
  | 'claims-roles-falsely'
  | 'moderates-without-effect'
  | 'moderates-somebody-else'
  | 'claims-messages-falsely'
  | 'lacks-claimed-method'
  | 'denies-messages-falsely'
  | 'denies-the-camera'
  | 'claims-tracks-falsely'
  | 'plain-object-rejections'
  | 'string-rejections'
  | 'circular-rejections'
  | 'undefined-rejections'
  | 'synchronous-throw'
  | 'throws-before-a-join';

/** Lies about what an adapter can do, and odd ways to refuse. */
export const claimSaboteurs: Readonly<Record<ClaimSaboteurName, Saboteur>> = {
  'claims-names-falsely': {
    lie: 'A display name is accepted and travels nowhere.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: () => ({ doSetProfile: () => Promise.resolve() }),
      }),
  },
  'claims-roles-falsely': {
    lie: 'A role is accepted and nobody sees it.',
    middleware: (adapter) => replace(adapter, { driver: () => ({ doSetRole: () => Promise.resolve() }) }),
  },
  'moderates-without-effect': {
    lie: 'What a moderator wants is accepted and does not happen.',
    middleware: (adapter) => replace(adapter, { driver: () => ({ doModerate: () => Promise.resolve() }) }),
  },
  'moderates-somebody-else': {
    lie: 'What a moderator wants of one person is done to another one.',
    middleware: (adapter) => {
      const ids: string[] = [];
      return replace(adapter, {
        sink: (sink) => ({
          participantJoined(fact) {
            ids.push(fact.remoteId);
            sink.participantJoined(fact);
          },
        }),
        driver: ({ driver }) => ({
          doModerate: (request) => {
            const other = ids.find((id) => 'remoteId' in request && id !== request.remoteId);
            return (
              driver.doModerate?.({ ...request, ...(other && { remoteId: other }) }) ?? Promise.resolve()
            );
          },
        }),
      });
    },
  },
  'claims-messages-falsely': {
    lie: 'A message is accepted and arrives nowhere.',
    middleware: (adapter) => replace(adapter, { driver: () => ({ doSendMessage: () => Promise.resolve() }) }),
  },
  'lacks-claimed-method': {
    lie: 'It claims messages and has no way to send one.',
    middleware: (adapter) => replace(adapter, { driver: () => without('doSendMessage') }),
  },
  'denies-messages-falsely': {
    lie: 'It denies messages that it can send.',
    middleware: (adapter) =>
      replace(adapter, {
        adapter: { capabilities: Object.freeze({ ...adapter.capabilities, messages: false }) },
      }),
  },
  'denies-the-camera': {
    lie: 'It denies a source that it can publish.',
    middleware: (adapter) =>
      replace(adapter, {
        adapter: {
          capabilities: Object.freeze({ ...adapter.capabilities, sources: ['microphone'] as const }),
        },
      }),
  },
  'claims-tracks-falsely': {
    lie: 'It gives one sound of everybody and claims a track of each.',
    middleware: (adapter) =>
      replace(adapter, {
        adapter: { capabilities: Object.freeze({ ...adapter.capabilities, remoteAudio: 'tracks' }) },
      }),
  },
  'plain-object-rejections': {
    lie: 'It rejects with a plain object of the vendor.',
    middleware: (adapter) => rejecting(adapter, () => ({ code: 10_500, data: 'busy' })),
  },
  'string-rejections': {
    lie: 'It rejects with a string.',
    middleware: (adapter) => rejecting(adapter, () => 'ERR_JOIN'),
  },
  'circular-rejections': {
    lie: 'It rejects with a structure that contains itself.',
    middleware: (adapter) =>
      rejecting(adapter, () => {
        const circular: Record<string, unknown> = { code: 5 };
        circular['data'] = circular;
        return circular;
      }),
  },
  'undefined-rejections': {
    lie: 'It rejects with nothing at all.',
    middleware: (adapter) => rejecting(adapter, () => undefined),
  },
  'throws-before-a-join': {
    lie: 'A command that comes before a join throws what is no error of its own.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => {
          let joined = false;
          return {
            doJoin(request) {
              joined = true;
              return driver.doJoin(request);
            },
            doSetMuted(...given) {
              if (!joined) throw new TypeError('Cannot read properties of undefined.');
              return driver.doSetMuted(...given);
            },
          };
        },
      }),
  },
  'synchronous-throw': {
    lie: 'It throws before there is a promise.',
    middleware: (adapter) =>
      replace(adapter, {
        driver: ({ driver }) => ({
          doJoin(request) {
            const attempt = driver.doJoin(request);
            attempt.catch(() => undefined);
            throw new RtcError({ code: 'forbidden', message: 'Refused at once.' });
          },
        }),
      }),
  },
};

/** Members that say of a method that it is missing. */
function without(name: keyof RtcDriver): Partial<RtcDriver> {
  return Object.fromEntries([[name, undefined]]);
}

/** What the vendor refuses is passed on in another shape. */
function rejecting(adapter: RtcAdapter, shape: () => unknown): RtcAdapter {
  const reject = async (): Promise<never> => {
    await Promise.resolve();
    throw shape();
  };
  return replace(adapter, {
    driver: ({ driver }) => ({ doJoin: (request) => driver.doJoin(request).catch(reject) }),
  });
}
