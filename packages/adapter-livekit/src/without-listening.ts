/**
 * Runs something synchronous that must not listen to changes of devices. Devices are core's. Measured: each room of the SDK
 * listens from its constructor on until the browser collects it as garbage, and reacts to changes by choosing devices itself.
 */
export function withoutListening<Result>(run: () => Result): Result {
  // A page that is not secure has none, whatever its type says.
  const devices: unknown = Reflect.get(globalThis.navigator, 'mediaDevices');
  if (!(devices instanceof EventTarget)) return run();
  const own = Object.getOwnPropertyDescriptor(devices, 'addEventListener');
  Object.defineProperty(devices, 'addEventListener', { configurable: true, value: () => undefined });
  try {
    return run();
  } finally {
    if (own) Object.defineProperty(devices, 'addEventListener', own);
    else Reflect.deleteProperty(devices, 'addEventListener');
  }
}
