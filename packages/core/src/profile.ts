/**
 * The local role and name during a call, and the names of people whom a vendor announces without one.
 *
 * @packageDocumentation
 */
export { resolveProfiles, type ResolveProfile } from './session/resolve-profiles.ts';
export { setDisplayName, setRole } from './session/set-profile.ts';
