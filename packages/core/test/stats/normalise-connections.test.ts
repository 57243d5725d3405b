import { describe, expect, it } from 'vitest';
import { normaliseConnections } from '../../src/stats/normalise-connections.ts';
import { readReport } from '../../src/stats/report-entry.ts';
import { report } from './reports.ts';

type Entry = Readonly<Record<string, unknown>> & { readonly id: string };
const pair = (id: string, more: object = {}): Entry => ({
  id,
  type: 'candidate-pair',
  timestamp: 1,
  ...more,
});
const candidate = (id: string, more: object): Entry => ({
  id,
  type: 'local-candidate',
  timestamp: 1,
  ...more,
});

function connections(...entries: readonly Entry[]) {
  return normaliseConnections(readReport(report(entries)), { prefix: 'send', participantId: undefined });
}
const ids = (...entries: readonly Entry[]) => connections(...entries).map(({ id }) => id);

describe('the way that is in use', () => {
  const nominated = { nominated: true, state: 'succeeded' };

  it('is what a transport names, whatever else looks like it', () => {
    const transport = { id: 'T', type: 'transport', timestamp: 1, selectedCandidatePairId: 'B' };
    expect(ids(transport, pair('A', { selected: true, ...nominated }), pair('B'))).toEqual(['send/B']);
  });

  it('else what says that it is selected', () => {
    expect(ids(pair('A', nominated), pair('B', { selected: true }))).toEqual(['send/B']);
  });

  it('else what was nominated and has succeeded', () => {
    expect(
      ids(
        pair('A', { nominated: true, state: 'in-progress' }),
        pair('B', { nominated: false, state: 'succeeded' }),
        pair('C', nominated),
      ),
    ).toEqual(['send/C']);
  });
});

describe('its path', () => {
  const over = (local: object, remote: object = {}) => {
    const ends = { selected: true, localCandidateId: 'L', remoteCandidateId: 'R' };
    const [found] = connections(pair('A', ends), candidate('L', local), candidate('R', remote));
    return [found?.path, found?.protocol];
  };

  it.each([
    [{ candidateType: 'host', protocol: 'udp' }, { candidateType: 'srflx' }, ['direct', 'udp']],
    [{ candidateType: 'host', protocol: 'tcp' }, { candidateType: 'host' }, ['direct', 'tcp']],
    [
      { candidateType: 'relay', protocol: 'udp', relayProtocol: 'tls' },
      { candidateType: 'host' },
      ['relay', 'tcp'],
    ],
    [{ candidateType: 'relay', protocol: 'udp', relayProtocol: 'tcp' }, {}, ['relay', 'tcp']],
    [{ candidateType: 'host', protocol: 'udp' }, { candidateType: 'relay' }, ['relay', 'udp']],
    [{}, { candidateType: 'prflx' }, ['direct', undefined]],
    [{ protocol: 'sctp' }, {}, [undefined, undefined]],
  ])('%o to %o', (local, remote, found) => {
    expect(over(local, remote)).toEqual(found);
  });
});
