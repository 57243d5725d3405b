import type { RtcViewer } from '@jackfield/core';
import { useCallback } from 'react';
import type { Listen } from './use-reads.ts';

/** Makes what listens to a session; the same for as long as it is the same session. */
export function useListen(session: RtcViewer): Listen {
  return useCallback((notify) => session.subscribe(notify), [session]);
}
