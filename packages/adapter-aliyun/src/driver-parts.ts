/** What calls are made of, and a lobby does not need: one chunk, loaded by `load-driver.ts`. */
export { AliyunDriver } from './driver.ts';
export { createEngines } from './engines.ts';
export { sdkLoader } from './load-sdk.ts';
