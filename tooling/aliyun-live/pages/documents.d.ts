// The blocks of docs/aliyun.md, each a module by the name of what it exports. `npm run check` compiles them.
declare module 'aliyun-document/vendor' {
  import type { RtcAdapter } from '@jackfield/core';
  export function vendor(): RtcAdapter;
}
declare module 'aliyun-document/obstacles' {
  import type { RtcAdapter } from '@jackfield/core';
  export function obstacles(adapter: RtcAdapter): Promise<readonly string[]>;
}
declare module 'aliyun-document/preview' {
  import type { Detach, RtcSession } from '@jackfield/core';
  export function preview(
    session: RtcSession,
    video: HTMLVideoElement,
    tell: (code: string) => void,
  ): Promise<Detach>;
}
declare module 'aliyun-document/enter' {
  import type { RtcSession } from '@jackfield/core';
  export function enter(
    session: RtcSession,
    who: { readonly room: string; readonly userId: string; readonly displayName: string },
  ): Promise<string>;
}
declare module 'aliyun-document/setPublished' {
  import type { RtcSession } from '@jackfield/core';
  export function setPublished(session: RtcSession, wanted: boolean): Promise<void>;
}
declare module 'aliyun-document/showPeople' {
  import type { RtcSession } from '@jackfield/core';
  export function showPeople(session: RtcSession, tiles: HTMLElement): () => void;
}
declare module 'aliyun-document/leave' {
  import type { RtcSession } from '@jackfield/core';
  export function leave(session: RtcSession): Promise<void>;
}
declare module 'aliyun-document/setCamera' {
  import type { RtcSession } from '@jackfield/core';
  export function setCamera(session: RtcSession, wanted: boolean): Promise<void>;
}
declare module 'aliyun-document/setSharing' {
  import type { RtcSession } from '@jackfield/core';
  export function setSharing(session: RtcSession, wanted: boolean): Promise<boolean>;
}
declare module 'aliyun-document/watch' {
  import type { RtcSession } from '@jackfield/core';
  export function watch(session: RtcSession, tell: (text: string) => void): () => void;
}
