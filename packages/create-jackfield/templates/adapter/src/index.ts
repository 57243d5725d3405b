export { acme, type AcmeOptions } from './acme.ts';
