import { isMapping, valueAt } from "./key-tree.ts";

/** What a key of cluster.yml may hold. */
export interface ValueRule {
  readonly key: string;
  readonly allows: (value: unknown, config: object) => boolean;
  /** In words. */
  readonly allowed: string;
}

const oneOf = (key: string, ...values: readonly string[]): ValueRule => ({
  key,
  allows: (value) => values.some((known) => known === value),
  allowed: values.join(", "),
});

const portOf = (key: string): ValueRule => ({
  key,
  allows: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65535,
  allowed: "a number from 1 to 65535",
});

const shareOf = (key: string): ValueRule => ({
  key,
  allows: (value) => typeof value === "string" && /^(?:[1-9]\d{0,3}|(?:[1-9]\d?|100)%)$/.test(value),
  allowed: 'a number from 1, or a share from "1%", as text: with 0 the upgrade fails',
});

/** What RKE's own validation refuses, and what it takes and fails with later. */
export const VALUE_RULES: readonly ValueRule[] = [
  oneOf("network.plugin", "canal", "flannel", "calico", "none"),
  {
    key: "network.mtu",
    allows: (value, config) => valueAt(config, "network.plugin") !== "flannel" || value === 0,
    allowed: "none: flannel takes no MTU",
  },
  oneOf("authorization.mode", "rbac"),
  oneOf("cloud_provider.name", "external", "external-aws"),
  oneOf("dns.provider", "coredns", "none"),
  oneOf("monitoring.provider", "metrics-server", "none"),
  oneOf("services.kube-api.pod_security_configuration", "privileged", "restricted"),
  {
    key: "services.etcd.backup_config.s3backupconfig",
    allows: (value) => isMapping(value) && hasText(value["endpoint"]) && hasText(value["bucket_name"]),
    allowed: "a mapping with endpoint and bucket_name",
  },
  {
    key: "bastion_host",
    allows: (value) => isMapping(value) && hasText(value["address"]) && hasText(value["user"]),
    allowed: "a mapping with address and user: RKE fills in neither",
  },
  { key: "addon_job_timeout", allows: (value) => Number(value) > 0, allowed: "a number of seconds" },
  shareOf("upgrade_strategy.max_unavailable_worker"),
  shareOf("upgrade_strategy.max_unavailable_controlplane"),
  {
    key: "ingress",
    allows: (value) => isMapping(value) || value === "nginx" || value === "none",
    allowed: '"nginx", "none", or a mapping of the controller\'s options',
  },
  oneOf("ingress.provider", "nginx"),
  oneOf("ingress.dns_policy", "ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"),
  oneOf("ingress.network_mode", "hostNetwork", "hostPort", "none"),
  portOf("ingress.http_port"),
  portOf("ingress.https_port"),
  {
    key: "ingress",
    allows: (value) => (valueAt(value, "http_port") ?? 80) !== (valueAt(value, "https_port") ?? 443),
    allowed: "two different ports, http_port and https_port",
  },
];

const hasText = (value: unknown): boolean => typeof value === "string" && value !== "";
