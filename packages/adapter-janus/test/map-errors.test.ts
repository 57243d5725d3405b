import { RtcError } from '@jackfield/core/adapter';
import { expect, it } from 'vitest';
import { JanusRefusal, refusalIn } from '../src/client/janus-refusal.ts';
import { codesByNumber, codesOfTextRoom, mapError, mapTextError, toldApart } from '../src/map-errors.ts';

it.each(Object.entries(codesByNumber))('the server’s %s is %s', (number, code) => {
  const error = mapError(new JanusRefusal(Number(number), 'No.'), 'It failed.', 'unknown');
  expect(error).toMatchObject({ code, adapter: 'janus', vendorCode: Number(number) });
  expect(error.message.length).toBeGreaterThan(10);
});

it.each(Object.entries(codesOfTextRoom))('the text room’s %s is %s', (number, code) => {
  expect(mapTextError(new JanusRefusal(Number(number), 'No.'), 'It failed.', 'unknown').code).toBe(code);
});

it('keeps what is an error of ours already, and what no table has', () => {
  const own = new RtcError({ code: 'aborted', message: 'Given up.' });
  expect(mapError(own, 'It failed.', 'unknown')).toBe(own);
  const odd = mapError(new JanusRefusal(777, 'Odd.'), 'It failed.', 'signalling');
  expect(odd).toMatchObject({ code: 'signalling', message: 'It failed. (Odd.)' });
});

it('tells a token that has ended from one that is wrong', () => {
  const error = mapError(new JanusRefusal(403, 'No.'), 'It failed.', 'unknown');
  expect(toldApart(error, 999, 1_000).code).toBe('credential-expired');
  expect(toldApart(error, 61_000, 1_000)).toBe(error);
  expect(toldApart(error, undefined, 1_000)).toBe(error);
});

it('finds a refusal in the core’s words and in a plugin’s', () => {
  expect(refusalIn({ janus: 'error', error: { code: 458, reason: 'No such session' } })?.code).toBe(458);
  const data = { videoroom: 'event', error_code: 426, error: 'No such room' };
  expect(refusalIn({ janus: 'event', plugindata: { data } })).toMatchObject({
    code: 426,
    message: 'No such room',
  });
  expect(refusalIn({ janus: 'event', plugindata: { data: { videoroom: 'joined' } } })).toBeUndefined();
  expect(refusalIn({ janus: 'error', error: 'odd' })?.code).toBe(490);
});
