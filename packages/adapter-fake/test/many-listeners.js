import { setMaxListeners } from 'node:events';

// Node warns of more than ten listeners to one signal; a thousand subscriptions at a time are meant here.
setMaxListeners(0);
