import type { namedTypes } from 'ast-types';
import type { SourceFile } from './source-file.ts';

/** A call of a method of the vendor's engine, such as `room.connect(url, token)`. */
export interface MethodCall {
  /** The engine, as it is written: `room`, `this.engine`. */
  readonly engine: string;
  /** The member that comes after it: `connect`, `localParticipant.setCameraEnabled`. */
  readonly method: string;
  /** The arguments, as they are written. */
  readonly texts: readonly string[];
  readonly node: namedTypes.CallExpression;
}

/** An event of the engine that somebody listens to. */
export interface Listening {
  readonly engine: string;
  /** The event's name: `TrackSubscribed`, `onPublisher`. */
  readonly event: string;
  /** The listener, as it is written after its parameters and body were changed. */
  readonly listener: namedTypes.Node;
}

/** The replacement for a piece of code: code, or why it is left for a person. */
export type Replacement = { readonly code: string; readonly note?: string } | { readonly left: string };

/** The table of one vendor. */
export interface Rules {
  /** The module of the SDK; undefined for one that is a global. */
  readonly module: string | undefined;
  /** The class of the engine. */
  readonly engineClass: string;
  /** The file with the adapter and what has no single call in core; written beside the app's files. */
  readonly bridge: string;
  /** The engine's constructor. */
  construct(file: SourceFile, options: namedTypes.ObjectExpression | undefined): Replacement;
  /** A call of a method; undefined for one that the table does not know. */
  call(file: SourceFile, call: MethodCall): Replacement | undefined;
  /** A property of the engine that is read or set; undefined for one that the table does not know. */
  property(
    file: SourceFile,
    use: { readonly engine: string; readonly name: string },
  ): Replacement | undefined;
  /** A listener; undefined for an event that the table does not know. */
  listen(file: SourceFile, listening: Listening): Replacement | undefined;
  /** Names of the SDK's types, and those that take their place. */
  readonly types: Readonly<Record<string, string>>;
}
