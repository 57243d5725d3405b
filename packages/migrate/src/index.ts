/**
 * Codemods from a bare vendor SDK to Jackfield.
 *
 * @packageDocumentation
 */
export { migrate, type MigrateRequest, type MigrateResult } from './migrate.ts';
export type { Note } from './source-file.ts';
export type { VendorName } from './vendors.ts';
