import { describe, expect, it } from 'vitest';
import type { PublicationStatus } from '../../src/model/local-source-state.ts';
import type { Fact } from '../../src/state/fact.ts';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { told } from './people.ts';

const publication = (leg: number, status: PublicationStatus): Fact => ({
  type: 'publicationChanged',
  data: { leg, source: 'camera', publication: status },
});
const published: PublicationStatus = { status: 'published' };

describe('the publication of a local source', () => {
  it('is for the app what it is on the leg that carries the call', () => {
    const call = told({ legs: 2 });
    const status = (): string => call.state.local.camera.publication.status;
    call.tell(publication(2, published));
    expect([status(), call.said()]).toEqual(['unpublished', []]);
    call.tell({ type: 'leadMoved', data: { leg: 2 } });
    expect([status(), call.said()]).toEqual(['published', ['local-source-changed']]);
    call.tell({ type: 'legClosed', data: { leg: 2 } });
    expect([status(), call.said()]).toEqual(['unpublished', ['local-source-changed']]);
  });

  it('is told once where it stays the same, and each time that it fails', () => {
    const call = told();
    const failed = (message: string): PublicationStatus => ({
      status: 'failed',
      error: new RtcError({ code: 'publish-failed', message }),
    });
    call.tell(publication(1, published), publication(1, published));
    expect(call.said()).toEqual(['local-source-changed']);
    call.tell(publication(1, failed('one')), publication(1, failed('two')));
    expect(call.said()).toEqual(['local-source-changed', 'local-source-changed']);
  });

  it('is interrupted with the way to the vendor, and made anew after a restart', () => {
    const call = told();
    const status = (): string => call.state.local.camera.publication.status;
    for (const [mode, after] of [
      ['resumed', 'published'],
      ['restarted', 'publishing'],
    ] as const) {
      call.tell(publication(1, published), { type: 'connectionInterrupted', leg: 1, data: {} });
      expect(status()).toBe('interrupted');
      call.tell({ type: 'connectionRestored', leg: 1, data: { mode, roster: [] } });
      expect(status()).toBe(after);
    }
  });
});

describe('what a server does to a local source', () => {
  it('shuts its gate as an effect of the fact, and is not believed of a leg that is not there', () => {
    const call = told();
    call.tell(
      { type: 'localMutedByServer', leg: 1, data: { source: 'microphone' } },
      { type: 'localUnpublishedByServer', leg: 1, data: { source: 'camera' } },
      { type: 'localMutedByServer', leg: 2, data: { source: 'camera' } },
    );
    expect(call.effects).toEqual([
      { type: 'mute-local', leg: 1, source: 'microphone' },
      { type: 'disable-local', leg: 1, source: 'camera' },
    ]);
    expect(call.contained).toEqual(['fact-without-leg']);
  });
});
