import { RtcError } from '@jackfield/core/adapter';
import { untilAborted } from '@jackfield/core/adapter-kit';
import { expect, it, vi } from 'vitest';

const never = new Promise<never>(() => undefined);

it('rejects a call that never settles once it is given up', async () => {
  const aborter = new AbortController();
  const waiting = untilAborted(never, { signal: aborter.signal, what: 'Subscribing' });
  aborter.abort('too slow');
  await expect(waiting).rejects.toMatchObject({
    code: 'aborted',
    message: 'Subscribing was given up.',
    cause: 'too slow',
  });
});

it('rejects at once where it was given up before', async () => {
  const waiting = untilAborted(never, { signal: AbortSignal.abort(), what: 'Subscribing' });
  await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
});

it('rejects with the reason where that is an RtcError', async () => {
  const reason = new RtcError({ code: 'timeout', message: 'Too slow.' });
  const waiting = untilAborted(never, { signal: AbortSignal.abort(reason), what: 'Subscribing' });
  await expect(waiting).rejects.toBe(reason);
});

it('hands on results and rejections untouched, and listens no longer', async () => {
  const { signal } = new AbortController();
  const remove = vi.spyOn(signal, 'removeEventListener');
  await expect(untilAborted(Promise.resolve(1), { signal, what: 'x' })).resolves.toBe(1);
  const odd = new TypeError('the vendor');
  await expect(untilAborted(Promise.reject(odd), { signal, what: 'x' })).rejects.toBe(odd);
  expect(remove).toHaveBeenCalledTimes(2);
  await expect(untilAborted(Promise.resolve(2), { signal: undefined, what: 'x' })).resolves.toBe(2);
});
