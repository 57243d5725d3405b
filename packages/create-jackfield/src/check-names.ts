import { CreateError } from './create-error.ts';

/** Words that nothing can be called. */
const reserved: ReadonlySet<string> = new Set(
  (
    'arguments async await break case catch class const continue debugger default delete do else enum eval export extends false ' +
    'finally for from function get if implements import in instanceof interface let new null of package private protected public ' +
    'return set static super switch this throw true try type typeof undefined var void while with yield'
  ).split(' '),
);

/** Refuses a vendor's name that cannot be a function's. */
export function checkVendor(vendor: string): void {
  if (!/^[a-z][a-z0-9]{0,31}$/u.test(vendor))
    throw new CreateError(
      `"${vendor}" cannot be the vendor's name: it is one word of small letters and digits, such as "acme". Say it with --vendor.`,
    );
  if (reserved.has(vendor))
    throw new CreateError(`"${vendor}" is a word of the language: call the vendor otherwise with --vendor.`);
}

/** Refuses a name that no package can have. */
export function checkPackageName(name: string): void {
  const part = '[a-z0-9~-][a-z0-9._~-]*';
  if (name.length > 214 || !new RegExp(`^(?:@${part}/)?${part}$`, 'u').test(name))
    throw new CreateError(
      `"${name}" cannot be the name of a package: small letters, digits, "-", "_" and ".". Say another one with --name.`,
    );
  if (['node_modules', 'favicon.ico'].includes(name))
    throw new CreateError(`A package cannot be called "${name}". Say another name with --name.`);
}
