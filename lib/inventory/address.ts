import { isIPv4, isIPv6 } from "node:net";

/** A network in CIDR notation, as numbers. */
export interface Network {
  readonly text: string;
  readonly isIPv4: boolean;
  /** Length of the prefix, in bits. */
  readonly prefix: number;
  readonly first: bigint;
  readonly last: bigint;
  /** False for one whose host bits are set: 10.0.0.1/24. */
  readonly isCanonical: boolean;
}

/** Tells an IP address as every reader takes it: no octal, no shortened forms, no zone of one machine's own. */
export const isIpAddress = (value: unknown): value is string => typeof value === "string" && isIp(value);

/** The expression for IPv6 takes three milliseconds to compile, and every such address has a colon. */
const isIp = (value: string): boolean => (value.includes(":") ? !value.includes("%") && isIPv6(value) : isIPv4(value));

/** Tells an IP address by which other machines reach one. */
export const isMachineAddress = (value: unknown): value is string => {
  const network = isIpAddress(value) ? tryParseNetwork(value) : undefined;
  return network !== undefined && !overlapsAny(NOT_ONE_MACHINE, network);
};

/** Tells a DNS name in lower case (RFC 1123). What looks like an IPv4 address with a slip in it is none. */
export const isHostName = (value: unknown): value is string =>
  typeof value === "string" &&
  value.length <= 253 &&
  SUBDOMAIN.test(value) &&
  !/^\d+(\.\w+){1,3}$/.test(value) &&
  !/\.\d\w*$/.test(value);

/** Tells a name that Kubernetes takes for nodes and most objects: an RFC 1123 subdomain. */
export const isSubdomain = (value: unknown): value is string =>
  typeof value === "string" && value.length <= 253 && SUBDOMAIN.test(value);

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Reads a network; an address alone is a network of one. Undefined for anything else. */
export const tryParseNetwork = (value: unknown): Network | undefined => {
  if (typeof value !== "string") return undefined;
  const [address = "", length, ...rest] = value.split("/");
  if (rest.length > 0 || !isIp(address)) return undefined;
  const bits = isIPv4(address) ? 32 : 128;
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : bits + 1;
  if (prefix > bits) return undefined;
  const number = toNumber(address);
  const size = 1n << BigInt(bits - prefix);
  const first = number - (number % size);
  return { text: value, isIPv4: bits === 32, prefix, first, last: first + size - 1n, isCanonical: first === number };
};

/** Reads a network that is stated as one: with its length, and without host bits. */
export const tryParseRange = (value: unknown): Network | undefined => {
  const network = tryParseNetwork(value);
  return network?.isCanonical === true && network.text.includes("/") ? network : undefined;
};

/** The address that is so many after a network's first, as RFC 5952 writes it; undefined where the network ends before. */
export const tryWriteAddress = (network: Network, offset: bigint): string | undefined => {
  const address = network.first + offset;
  if (address > network.last) return undefined;
  if (network.isIPv4) return partsOf(address, { count: 4, bits: 8n }).join(".");
  const groups = partsOf(address, { count: 8, bits: 16n }).map((group) => group.toString(16));
  // A URL has the longest run of zeros as `::`.
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
};

const partsOf = (address: bigint, { count, bits }: { count: number; bits: bigint }): readonly bigint[] =>
  Array.from({ length: count }, (_, index) =>
    BigInt.asUintN(Number(bits), address >> (bits * BigInt(count - 1 - index))),
  );

/** Tells whether two networks have an address in common. */
export const doOverlap = (a: Network, b: Network): boolean =>
  a.isIPv4 === b.isIPv4 && a.first <= b.last && b.first <= a.last;

/** Tells whether a network holds all of another. */
export const contains = (a: Network, b: Network): boolean =>
  a.isIPv4 === b.isIPv4 && a.first <= b.first && b.last <= a.last;

/** Tells an address that is one machine's wherever it is asked for: a name, or one that routers of the internet carry. */
export const isUnique = (address: string): boolean => {
  const network = tryParseNetwork(address);
  return network === undefined || isPublic(network);
};

/** Tells an address that routers of the internet carry: none of the ranges for private use or for this host. */
export const isPublic = (network: Network): boolean => !overlapsAny(PRIVATE, network);

/** Tells an address that is set aside for examples: no machine has it. */
export const isExample = (address: string): boolean => {
  const network = tryParseNetwork(address);
  return network !== undefined && overlapsAny(DOCUMENTATION, network);
};

const overlapsAny = ({ ipv4, ipv6 }: Ranges, network: Network): boolean => {
  const ranges = network.isIPv4 ? ipv4 : ipv6;
  const networks = parsed.get(ranges) ?? ranges.flatMap((range) => tryParseNetwork(range) ?? []);
  parsed.set(ranges, networks);
  return networks.some((range) => doOverlap(range, network));
};

interface Ranges {
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
}

const parsed = new Map<readonly string[], readonly Network[]>();

/** RFC 5737 and 3849. */
const DOCUMENTATION: Ranges = {
  ipv4: ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"],
  ipv6: ["2001:db8::/32"],
};

/** RFC 1918, 6598, 3927 and 4193, and the addresses of the host itself. */
const PRIVATE: Ranges = {
  ipv4: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"],
  ipv6: ["::1/128", "fc00::/7", "fe80::/10"],
};

/** Of this host, of many, and of a link, whose interface the address does not name: RFC 1122, 919, 5771, 4291. */
const NOT_ONE_MACHINE: Ranges = {
  ipv4: ["0.0.0.0/8", "127.0.0.0/8", "224.0.0.0/4", "255.255.255.255/32"],
  ipv6: ["::/127", "fe80::/10", "ff00::/8"],
};

const toNumber = (address: string): bigint => {
  if (isIPv4(address)) return address.split(".").reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n);
  const plain = address.replace(/(\d+\.\d+\.\d+\.\d+)$/, (ipv4) => {
    const number = toNumber(ipv4);
    return `${(number >> 16n).toString(16)}:${(number & 0xffffn).toString(16)}`;
  });
  const [head = "", tail] = plain.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const groups = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => "0"), ...right];
  return groups.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
};
