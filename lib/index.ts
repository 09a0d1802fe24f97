export { Cluster } from "./cluster/cluster.ts";
export type { ClusterProps, MachineProps, NetworkProps, SshProps } from "./cluster/cluster-props.ts";
export type { DefaultsDate } from "./cluster/dated-defaults.ts";
export { Namespace, type NamespaceProps } from "./cluster/namespace.ts";
export type { NfsDirectory } from "./cluster/nfs-directory.ts";
export { type ExportProps, NfsServer, type NfsServerProps } from "./cluster/nfs-server.ts";
export type { WorkloadDefaults } from "./cluster/workload-defaults.ts";
export type { Finding, FindingValues, Place, Severity, SourcePosition } from "./finding/finding.ts";
export type {
  Acknowledgement,
  DatabaseRecord,
  IngressController,
  Inventory,
  Networks,
  SecretRecord,
  VolumeRecord,
} from "./inventory/inventory.ts";
export type { Machine, Role, SshAccess, Taint } from "./inventory/machine.ts";
export type { Provisioner, ProvisionerDefaults, RunBookStep } from "./inventory/provisioner.ts";
export type { Manifest, ManifestMetadata } from "./manifest/manifest.ts";
export type { Change, ElementChange, Override } from "./manifest/override.ts";
export type { ClusterConfig } from "./provisioners/rke/cluster-config.ts";
export type { IngressYml } from "./provisioners/rke/cluster-yml.ts";
export type { RkeKubernetes } from "./provisioners/rke/kubernetes-versions.ts";
export { rke } from "./provisioners/rke/rke.ts";
export type { RkeProps } from "./provisioners/rke/rke-props.ts";
export { Project, type ProjectProps } from "./synth/project.ts";
export type { ClusterManifests } from "./synth/render-output.ts";
export { type Synthesis, type SynthesisInput, synthesize } from "./synth/synthesize.ts";
export { emitYaml } from "./text/emit-yaml.ts";
export type { OutputFile } from "./text/output-file.ts";
export { parseYaml } from "./text/parse-yaml.ts";
export type { YamlMapping, YamlValue } from "./text/yaml-value.ts";
export { acknowledge } from "./tree/acknowledge.ts";
export { MariaDB, type MariaDBOverrides, type MariaDBProps } from "./workloads/mariadb/mariadb.ts";
export type { MariaDBConfiguration } from "./workloads/mariadb/my-cnf.ts";
export {
  type DirectoryOwner,
  NfsVolume,
  type NfsVolumeOverrides,
  type NfsVolumeProps,
} from "./workloads/nfs-volume.ts";
export { RequiredSecret, type RequiredSecretProps } from "./workloads/required-secret.ts";
export { Route, type RouteProps } from "./workloads/route.ts";
export type { Tls } from "./workloads/tls.ts";
export { WordPress, type WordPressOverrides, type WordPressProps } from "./workloads/wordpress/wordpress.ts";
