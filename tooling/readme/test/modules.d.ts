declare module 'virtual:readme/acme' {
  import type { CredentialFunction, RtcAdapter, SourceKind } from '@jackfield/core/adapter';
  import type { ErrorFactory } from '@jackfield/core/adapter-kit';
  export interface AcmeRoom {
    readonly members: readonly AcmeMember[];
    onMember(listener: (member: AcmeMember) => void): () => void;
    onTrack(listener: (memberId: string, source: SourceKind, track: MediaStreamTrack) => void): () => void;
    onClosed(listener: (number: number) => void): () => void;
    publish(source: SourceKind, track: MediaStreamTrack, muted: boolean): Promise<void>;
    unpublish(source: SourceKind): Promise<void>;
    receive(memberId: string, sources: readonly SourceKind[]): Promise<void>;
    leave(): Promise<void>;
  }
  export interface AcmeMember {
    readonly id: string;
    readonly user: string;
    readonly name: string;
    readonly published: readonly { readonly source: SourceKind; readonly muted: boolean }[];
  }
  export interface AcmeSdk {
    enter(token: string, as: { readonly room: string; readonly name: string }): Promise<AcmeRoom>;
  }
  export const errors: ErrorFactory;
  export function acme(options: {
    readonly credential: CredentialFunction<string>;
    readonly load: () => Promise<AcmeSdk>;
  }): RtcAdapter<AcmeRoom>;
}
