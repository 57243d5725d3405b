import { watchDevices, type DeviceList } from '@jackfield/core/devices';
import { useCallback, useState } from 'react';
import type { Read } from './reads.ts';
import { useReads } from './use-reads.ts';

type DeviceOptions = Parameters<typeof watchDevices>[0];

/** Reads what is plugged in. The component is rendered again when something changes that it has read. */
export function useDevices(options?: DeviceOptions): DeviceList {
  const [watch] = useState(() => watchDevices(options));
  const make = useCallback(
    (read: Read) =>
      new Proxy(
        { ...watch.list },
        { get: (_list, name: keyof DeviceList) => read(name, () => watch.list[name]) },
      ),
    [watch],
  );
  return useReads(watch.subscribe, make);
}
