import { type ContextKey, contextKey } from "../tree/context.ts";

/** The dates of defaults. A program states one, and its output stays as it is until it moves to a later one. */
export type DefaultsDate = "2026-11";

/** What a date stands for. */
export interface DatedDefaults {
  readonly date: DefaultsDate;
  /** Images with exact tags: an update is a change of the date, or of a prop. */
  readonly images: { readonly mariadb: string; readonly wordpress: string };
  readonly ssh: { readonly port: number; readonly keyPath: string };
}

/** What all constructs of a project read their defaults from. */
export const DEFAULTS: ContextKey<DatedDefaults> = contextKey("defaults");

/** The defaults of a date; undefined for a date that there is none of. */
export const tryFindDefaults = (date: string): DatedDefaults | undefined => DATED.find((entry) => entry.date === date);

/** Every date that there is, oldest first. */
export const defaultsDates = (): readonly string[] => DATED.map(({ date }) => date);

const DATED: readonly DatedDefaults[] = [
  {
    date: "2026-11",
    // Long-term release of MariaDB; WordPress's own default of PHP is 8.3.
    images: { mariadb: "mariadb:11.8.8-noble", wordpress: "wordpress:7.1.0-php8.3-apache" },
    ssh: { port: 22, keyPath: "~/.ssh/id_ed25519" },
  },
];
