import type { AliyunCredential } from '@jackfield/adapter-aliyun';

/** Asks the programme's own token server, as an app would. */
export async function askCredential(asked: {
  readonly room: string;
  readonly userId: string;
}): Promise<AliyunCredential> {
  const { room, userId } = asked;
  const response = await fetch('/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ provider: 'aliyun', room, userId }),
  });
  if (!response.ok) throw new Error(`The token server answered ${String(response.status)}.`);
  const { credential } = (await response.json()) as { readonly credential: AliyunCredential };
  return credential;
}
