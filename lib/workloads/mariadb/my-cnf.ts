/** Values of MariaDB's `[mariadb]` group, by variable; null takes a default of ours out. */
export type MariaDBConfiguration = Readonly<Record<string, string | number | boolean | null>>;

/** What a MariaDB's configuration file is made from. */
export interface MyCnf {
  readonly image: string;
  /** The container's limit, a quantity. @default - none */
  readonly memory?: string | number | undefined;
  readonly configuration?: MariaDBConfiguration | undefined;
}

/**
 * The configuration file: what a database on NFS needs, durability untouched, and over it what the program says. Variables
 * that only some versions know are left out for an image whose tag tells no version.
 */
export const myCnf = ({ image, memory, configuration }: MyCnf): string => {
  const ours = Object.assign({}, DEFAULTS, bufferPoolOf(memory), bufferingOf(image));
  const values: MariaDBConfiguration = Object.assign(ours, configuration);
  const lines = Object.keys(values)
    .toSorted()
    .flatMap((variable) => lineOf(variable, values[variable] ?? null));
  return ["[mariadb]", ...lines, ""].join("\n");
};

/** Temporary files beside the data, not over NFS. */
const DEFAULTS: MariaDBConfiguration = {
  character_set_server: "utf8mb4",
  innodb_flush_neighbors: 0,
  innodb_io_capacity: 200,
  innodb_log_file_size: "256M",
  innodb_use_native_aio: false,
  max_allowed_packet: "64M",
  max_connections: 100,
  skip_name_resolve: true,
  tmpdir: "/tmp",
};

/** Half of the container's memory: connections and temporary tables need the rest. MariaDB's own default where there is no limit. */
const bufferPoolOf = (memory: string | number | undefined): MariaDBConfiguration => {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)([KMGT]i|[kMGT])?$/.exec(String(memory ?? "")) ?? [];
  const factor = UNITS[unit];
  if (number === undefined || factor === undefined) return {};
  return { innodb_buffer_pool_size: `${Math.max(Math.floor((Number(number) * factor) / 2 ** 21), 8)}M` };
};

const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** Buffered files: on NFS `fsync` beats direct writes. MariaDB 11.0 gave the setting other names, and warns at the old one. */
const bufferingOf = (image: string): MariaDBConfiguration => {
  const major = /:(\d+)\./.exec(image)?.[1];
  if (major === undefined) return {};
  if (Number(major) < 11) return { innodb_flush_method: "fsync" };
  return { innodb_data_file_buffering: true, innodb_log_file_buffering: true };
};

const lineOf = (variable: string, value: string | number | boolean | null): readonly string[] => {
  if (value === null) return [];
  return [`${variable} = ${typeof value === "boolean" ? (value ? "ON" : "OFF") : value}`];
};
