import { Call } from './room.js';

export default async function Page({ searchParams }) {
  const { user = 'ann', provider } = await searchParams;
  return <Call userId={user} provider={provider} />;
}
