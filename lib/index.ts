export { Cluster } from "./cluster/cluster.ts";
export type { ClusterProps, MachineProps, NetworkProps, SshProps } from "./cluster/cluster-props.ts";
export type { DefaultsDate } from "./cluster/dated-defaults.ts";
export { Namespace, type NamespaceProps } from "./cluster/namespace.ts";
export type { NfsDirectory } from "./cluster/nfs-directory.ts";
export { type ExportProps, NfsServer, type NfsServerProps } from "./cluster/nfs-server.ts";
export type { WorkloadDefaults } from "./cluster/workload-defaults.ts";
export {
  defineFinding,
  type Finding,
  type FindingKind,
  type FindingMaker,
  type FindingValues,
  type Place,
  type Severity,
  type SourcePosition,
} from "./finding/finding.ts";
export type {
  Acknowledgement,
  DatabaseRecord,
  ExpectedObject,
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
export { captureOrigin } from "./tree/origin.ts";
export type { ObjectOfKind } from "./tree/referenced-object.ts";
export { report } from "./tree/report.ts";
export { contentHash } from "./workloads/content-hash.ts";
export type {
  ConfigMapKey,
  EnvironmentProps,
  EnvironmentSource,
  EnvironmentValue,
} from "./workloads/environment.ts";
export { FilledSecret, type FilledSecretProps } from "./workloads/filled-secret.ts";
export { MariaDB } from "./workloads/mariadb/mariadb.ts";
export type { AccountKey } from "./workloads/mariadb/mariadb-pod.ts";
export type { MariaDBOverrides, MariaDBProps } from "./workloads/mariadb/mariadb-props.ts";
export type { MariaDBConfiguration } from "./workloads/mariadb/my-cnf.ts";
export {
  type DirectoryOwner,
  NfsVolume,
  type NfsVolumeOverrides,
  type NfsVolumeProps,
} from "./workloads/nfs-volume.ts";
export { overridden } from "./workloads/overridden.ts";
export { type PodReferenceProps, type PodReferences, resolvePodReferences } from "./workloads/pod-references.ts";
export type { SecretSource } from "./workloads/read-secret-source.ts";
export type {
  ClaimReference,
  ConfigMapReference,
  GivenSecret,
  SecretReference,
  ServiceAccountReference,
} from "./workloads/reference.ts";
export { RequiredSecret, type RequiredSecretProps } from "./workloads/required-secret.ts";
export { imageFrom, RESTRICTED_CONTAINER, restrictedPod } from "./workloads/restricted-pod.ts";
export { Route, type RouteProps, type ServicePort } from "./workloads/route.ts";
export type { SecretKey, SecretKeys } from "./workloads/secret-keys.ts";
export type { Tls } from "./workloads/tls.ts";
export type { ExistingDatabase } from "./workloads/wordpress/site-database.ts";
export { WordPress } from "./workloads/wordpress/wordpress.ts";
export type { SaltKey } from "./workloads/wordpress/wordpress-pod.ts";
export type { WordPressOverrides, WordPressProps } from "./workloads/wordpress/wordpress-props.ts";
export { type WorkloadIdentity, type WorkloadLabels, workloadLabels } from "./workloads/workload-labels.ts";
