/** Tells what objects may be called: an RFC 1123 subdomain. */
export const isObjectName = (name: unknown): boolean =>
  typeof name === "string" && name.length <= 253 && NAME.test(name);

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
