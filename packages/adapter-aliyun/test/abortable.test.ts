import { expect, it } from 'vitest';
import { abortable } from '../src/abortable.ts';

const never = new Promise<never>(() => undefined);

it('rejects a call that never settles once it is given up', async () => {
  const aborter = new AbortController();
  const waiting = abortable(never, { signal: aborter.signal, what: 'Subscribing' });
  aborter.abort('too slow');
  await expect(waiting).rejects.toMatchObject({ code: 'aborted', cause: 'too slow' });
});

it('rejects at once where it was given up before', async () => {
  const waiting = abortable(never, { signal: AbortSignal.abort(), what: 'Subscribing' });
  await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
});

it('hands on results and rejections untouched', async () => {
  const { signal } = new AbortController();
  await expect(abortable(Promise.resolve(1), { signal, what: 'x' })).resolves.toBe(1);
  const odd = new TypeError('the vendor');
  await expect(abortable(Promise.reject(odd), { signal, what: 'x' })).rejects.toBe(odd);
});
