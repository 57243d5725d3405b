export type { LucideIcon as IconComponent } from '@lucide/svelte';
