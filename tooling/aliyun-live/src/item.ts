import type { Stage } from './stage.ts';

/** What an item may use. */
export interface ItemContext {
  readonly stage: Stage;
  /** Writes down what was seen. */
  see(text: string): void;
  /** Asks a person to do something, and goes on at once: the item waits for its effect. */
  tell(text: string): void;
}

/** One thing that only the real service can confirm. */
export interface LiveItem {
  /** `L01` and so on, as in docs/aliyun.md. */
  readonly id: string;
  /** What is so if it passes. */
  readonly title: string;
  /** Marks an item without which nothing else can pass: the rest is not run then. */
  readonly first?: true;
  /** Whether a person must do something in the vendor's console, where the service cannot be told to. */
  readonly needsConsole?: true;
  run(context: ItemContext): Promise<void>;
}
