/** What calls are made of, and a lobby does not need: one chunk, loaded by `load-driver.ts`. */
export { LivekitDriver } from './driver.ts';
export { importSdk, loadSdk } from './load-sdk.ts';
