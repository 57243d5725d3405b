/**
 * The contract in a real browser, with real media: the part that runs in a page.
 *
 * @packageDocumentation
 */
export type { BrowserContract } from './browser-contract.ts';
export { farContent, type Content } from './scripted/far-content.ts';
export { contentOf } from './scripted/content.ts';
export {
  makeFarTrack,
  paint,
  sing,
  largePainting,
  smallPainting,
  testAudio,
  type MadeTrack,
  type Painting,
} from './scripted/media-source.ts';
export { Ear, Eye, type Heard } from './measure/observe-track.ts';
export { pause } from './measure/pause.ts';
export type { MediaPage, RealmWindow } from './realm-window.ts';
export type { Closable, Residue } from './residue.ts';
export { serveContract, type ContractPage, type PlannedClause } from './serve-contract.ts';
export type { SideContext } from './side-realm.ts';
export type { VendorAction, VendorWorld, VendorWorldContext } from './vendor-world.ts';
