/** The releases of cdk8s whose files were compared with ours, byte for byte. */
export const PROVEN_VERSIONS = "2.58 to 2.70";

/** Tells whether a release is among them: its minor number decides, since a patch of cdk8s has never changed a synthesis. */
export const isProven = (version: string): boolean => {
  const [, major, minor] = /^(\d+)\.(\d+)\./.exec(version) ?? [];
  return major === "2" && Number(minor) >= 58 && Number(minor) <= 70;
};
