import type { RtcError } from '@jackfield/core';
import { adapterNames, chooseAdapter } from '../adapters.ts';
import type { Way } from './adapter-choice.ts';
import { recordable } from './black-box.ts';

/** A way to call, and why this browser cannot go it; nothing if it can. */
export interface CheckedWay {
  readonly way: Way;
  readonly problems: readonly RtcError[];
}

/** Loads a provider, and asks whether calls can be made with it here. Rejects with `UnknownProvider` if there is none of that name. */
export async function chooseWay(name: string | undefined): Promise<CheckedWay> {
  const chosen = await chooseAdapter(name);
  const { adapter, carrier, trouble = [], hosted = false, encrypts = false } = chosen;
  const { problems } = await adapter.checkSupport();
  const provider = name ?? adapterNames[0] ?? '';
  return {
    way: { adapter: recordable(adapter), provider, carrier: carrier(), trouble, hosted, encrypts },
    problems,
  };
}
