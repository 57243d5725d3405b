/**
 * Makes a call app or an adapter in an empty folder; the command `create-jackfield` is a face of this.
 *
 * @packageDocumentation
 */
export { CreateError } from './create-error.ts';
export { createProject, type CreatedProject, type ProjectWish } from './create-project.ts';
