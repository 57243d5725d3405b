declare module 'virtual:readme/call' {
  import type { RtcAdapter, RtcSession } from '@jackfield/core';
  export const vendor: RtcAdapter;
  export function call(adapter: RtcAdapter, displayName: string): Promise<RtcSession>;
}

declare module 'virtual:readme/languages' {
  export const english: readonly string[];
  export const chinese: readonly string[];
}

declare module 'virtual:readme/pretend' {
  import type { RtcAdapter } from '@jackfield/core';
  export const pretend: RtcAdapter;
}

declare module 'virtual:readme/fake-1' {}
declare module 'virtual:readme/fake-2' {}
declare module 'virtual:readme/fake-3' {}
