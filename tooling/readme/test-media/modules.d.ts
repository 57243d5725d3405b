declare module 'virtual:readme/call' {
  import type { RtcAdapter, RtcSession } from '@jackfield/core';
  export function call(
    adapter: RtcAdapter,
    tiles: HTMLElement,
    preview: HTMLVideoElement,
  ): Promise<RtcSession>;
}

declare module 'virtual:readme/pretend' {
  import type { RtcAdapter } from '@jackfield/core';
  export const pretend: RtcAdapter;
}

declare module 'virtual:readme/fake-1' {}
declare module 'virtual:readme/fake-2' {}
declare module 'virtual:readme/fake-3' {}
