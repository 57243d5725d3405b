import { createHmac } from 'node:crypto';

/**
 * @param {{ secret: string, user: string, endsAt: number }} request
 * @returns {import('./index.js').TurnCredential}
 */
export function turnCredential({ secret, user, endsAt }) {
  const username = `${endsAt}:${user}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}
