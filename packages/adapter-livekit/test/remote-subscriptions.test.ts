import { expect, it } from 'vitest';
import type { LkRemoteParticipant, LkRemotePublication } from '../src/load-sdk.ts';
import { createRemoteSubscriptions } from '../src/remote-subscriptions.ts';

function rig({ encrypts, isEncrypted }: { readonly encrypts: boolean; readonly isEncrypted: boolean }) {
  const failed: unknown[] = [];
  const wishes: boolean[] = [];
  const publication: LkRemotePublication = {
    trackSid: 'TR_1',
    source: 'camera',
    isMuted: false,
    isDesired: false,
    isEncrypted,
    setSubscribed: (wanted) => wishes.push(wanted),
    setVideoDimensions: () => undefined,
  };
  const ada: LkRemoteParticipant = {
    sid: 'PA_1',
    identity: 'ada',
    kind: 0,
    attributes: {},
    connectionQuality: 'unknown',
    trackPublications: new Map([['TR_1', publication]]),
  };
  const subscriptions = createRemoteSubscriptions(
    {
      remoteTrack: () => undefined,
      subscriptionFailed: ({ source, error: { code } }) => failed.push([source, code]),
    },
    { encrypts },
  );
  return { ada, failed, wishes, subscriptions };
}

it('receives what is encrypted as the own media are, and nothing else', () => {
  for (const encrypts of [true, false]) {
    for (const isEncrypted of [true, false]) {
      const { ada, failed, wishes, subscriptions } = rig({ encrypts, isEncrypted });
      subscriptions.sync(ada, [{ source: 'camera' }]);
      expect(wishes).toEqual(encrypts === isEncrypted ? [true] : []);
      expect(failed).toEqual(encrypts === isEncrypted ? [] : [['camera', 'key-mismatch']]);
    }
  }
});

it('says nothing of what nobody wants, and again each time that what cannot be had is asked for', () => {
  const { ada, failed, wishes, subscriptions } = rig({ encrypts: true, isEncrypted: true });
  subscriptions.undecryptable(ada);
  subscriptions.sync(ada, []);
  expect(failed).toEqual([]);
  subscriptions.sync(ada, [{ source: 'camera' }]);
  subscriptions.sync(ada, [{ source: 'camera' }]);
  expect(failed).toEqual([
    ['camera', 'key-mismatch'],
    ['camera', 'key-mismatch'],
  ]);
  expect(wishes).toEqual([]);
});
