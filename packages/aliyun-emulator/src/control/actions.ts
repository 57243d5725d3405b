import type { AliyunEmulator } from '../emulator-types.ts';

/** A request of the control interface. */
export interface ControlRequest {
  readonly url: URL;
  readonly body: unknown;
}

/** One control: does something to the emulator and returns what to answer. */
export type ControlAction = (emulator: AliyunEmulator, request: ControlRequest) => unknown;

/** The controls by method and path. */
export const controlActions: ReadonlyMap<string, ControlAction> = new Map<string, ControlAction>([
  ['GET /v1/sessions', (emulator) => emulator.sessions()],
  ['GET /v1/usage', (emulator) => emulator.usage()],
  ['GET /v1/records', (emulator, { url }) => emulator.records(Number(url.searchParams.get('since') ?? 0))],
]);
