/**
 * The contract in Node, without media: pages with a virtual clock and fake tracks, for a driver over a double of its SDK.
 *
 * @packageDocumentation
 */
export { createNodeRig } from './create-node-rig.ts';
export type { NodePage, NodePages, NodeVendor } from './node-vendor.ts';
