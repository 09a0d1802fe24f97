/** The day on which these dates were looked up. Nothing here reads a clock: an inventory's findings are the same on every day. */
const KNOWN_AS_OF = "2026-11-24";

/** Where the dates stand. */
export const SUPPORT_SOURCE = "kubernetes.io/releases";

/** Last day of Kubernetes' own patches, by minor version. */
const END_OF_LIFE: Readonly<Record<string, string>> = {
  "1.28": "2024-10-22",
  "1.29": "2025-02-28",
  "1.30": "2025-07-15",
  "1.31": "2025-11-11",
  "1.32": "2026-02-28",
  "1.33": "2026-06-28",
  "1.34": "2026-10-27",
  "1.35": "2027-02-28",
  "1.36": "2027-06-28",
  "1.37": "2027-10-28",
};

/** The day on which a minor version's patches ended; undefined while they go on, and for a version that is not known here. */
export const tryFindEndOfLife = (kubernetes: string): string | undefined => {
  const day = Object.hasOwn(END_OF_LIFE, kubernetes) ? END_OF_LIFE[kubernetes] : undefined;
  return day !== undefined && day <= KNOWN_AS_OF ? day : undefined;
};
