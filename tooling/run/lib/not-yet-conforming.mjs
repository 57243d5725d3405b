/**
 * Public adapters on which `npm run conformance` does not run the contract yet, by folder, and why. An adapter with a
 * "conformance" script needs no line here; one with neither is an error of the shape lane.
 * @type {Readonly<Record<string, string>>}
 */
export const notYetConforming = {};
