/** Values of MariaDB's `[mariadb]` group, by variable; null takes a default of ours out. */
export type MariaDBConfiguration = Readonly<Record<string, string | number | boolean | null>>;

/**
 * The configuration file: what a database on NFS needs, durability untouched, and over it what the program says. Variables
 * that only some versions know are left out for an image whose tag tells no version.
 */
export const myCnf = (image: string, configuration: MariaDBConfiguration = {}): string => {
  const values = { ...DEFAULTS, ...bufferingOf(image), ...configuration };
  const lines = Object.keys(values)
    .toSorted()
    .flatMap((variable) => lineOf(variable, values[variable] ?? null));
  return ["[mariadb]", ...lines, ""].join("\n");
};

/** Half of the container's memory for the buffer pool; temporary files beside, not over NFS. */
const DEFAULTS: MariaDBConfiguration = {
  character_set_server: "utf8mb4",
  innodb_buffer_pool_size: "512M",
  innodb_flush_neighbors: 0,
  innodb_io_capacity: 200,
  innodb_log_file_size: "256M",
  innodb_use_native_aio: false,
  max_allowed_packet: "64M",
  max_connections: 100,
  skip_name_resolve: true,
  tmpdir: "/tmp",
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
