/**
 * Public adapters on which `npm run conformance` does not run the contract yet, by folder, and why. An adapter with a
 * "conformance" script needs no line here; one with neither is an error of the shape lane.
 * @type {Readonly<Record<string, string>>}
 */
export const notYetConforming = {
  'packages/adapter-aliyun':
    'two of its 168 clauses with the real SDK in a browser are not steady on a busy machine; "pnpm try:contract-media" in its folder shows which',
};
