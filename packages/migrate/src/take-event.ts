import { types } from 'recast';
import { parameterNames, type ListenerFunction } from './listener-of.ts';

const { builders: make } = types;

/**
 * Makes a listener take the one event object of core, under the names that it had: `(p) => …` becomes `({ participant: p }) => …`.
 * `fields` says what each parameter is in the event; undefined for one that is not there. Returns the names by field, or undefined
 * where the parameters are no plain names.
 */
export function takeEvent(
  listener: ListenerFunction,
  {
    fields,
    always = [],
    type,
  }: {
    readonly fields: readonly (string | undefined)[];
    /** Fields that are taken under their own name in any case. */
    readonly always?: readonly string[];
    /** The name of the event, for the type of a function that is declared apart. */
    readonly type?: string;
  },
): ReadonlyMap<string, string> | undefined {
  const names = parameterNames(listener);
  if (names === undefined) return undefined;
  const wanted = new Map<string, string>(always.map((field) => [field, field]));
  names.forEach((name, index) => {
    const field = fields[index];
    if (field !== undefined) wanted.set(field, name);
  });
  const properties = [...wanted].map(([field, name]) => {
    const property = make.objectProperty(make.identifier(field), make.identifier(name));
    property.shorthand = field === name;
    return property;
  });
  if (properties.length === 0) return wanted;
  const pattern = make.objectPattern(properties);
  if (type !== undefined && listener.type === 'FunctionDeclaration')
    pattern.typeAnnotation = make.tsTypeAnnotation(
      make.tsIndexedAccessType(
        make.tsTypeReference(make.identifier('RtcSessionEvents')),
        make.tsLiteralType(make.stringLiteral(type)),
      ),
    );
  listener.params = [pattern];
  return wanted;
}
