import { type App, Chart, Size } from "cdk8s";
import {
  AwsElasticBlockStorePersistentVolume,
  AzureDiskPersistentVolume,
  ConfigMap,
  EmptyDirMedium,
  GCEPersistentDiskPersistentVolume,
  type IConfigMap,
  type IPersistentVolumeClaim,
  type ISecret,
  PersistentVolumeAccessMode,
  PersistentVolumeClaim,
  Pod,
  Secret,
  Volume,
} from "cdk8s-plus-28";

/** Every volume of cdk8s-plus, and a claim that is bound to a volume. */
export const build = (app: App): void => {
  const chart = new Chart(app, "storage");
  const disk = new AwsElasticBlockStorePersistentVolume(chart, "disk", {
    volumeId: "vol-1",
    storage: Size.gibibytes(10),
    accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE],
  });
  new AzureDiskPersistentVolume(chart, "azure", {
    diskName: "d",
    diskUri: "https://example.com/d",
    storage: Size.gibibytes(1),
  });
  new GCEPersistentDiskPersistentVolume(chart, "gce", { pdName: "d", storage: Size.gibibytes(1), readOnly: true });
  const reserved = disk.reserve();
  const claim = new PersistentVolumeClaim(chart, "claim", { storage: Size.gibibytes(1), storageClassName: "fast" });
  const secret = new Secret(chart, "secret", { stringData: { password: "x" } });
  const settings = new ConfigMap(chart, "settings", { data: { a: "1" } });
  const volumes = [
    Volume.fromPersistentVolumeClaim(chart, "reserved", reserved as IPersistentVolumeClaim),
    Volume.fromPersistentVolumeClaim(chart, "claimed", claim as IPersistentVolumeClaim),
    Volume.fromSecret(chart, "keys", secret as ISecret, { items: { password: { path: "p", mode: 0o400 } } }),
    Volume.fromConfigMap(chart, "ini", settings as IConfigMap, { defaultMode: 0o444, optional: true }),
    Volume.fromEmptyDir(chart, "scratch", "scratch", { medium: EmptyDirMedium.MEMORY, sizeLimit: Size.mebibytes(64) }),
    Volume.fromHostPath(chart, "logs", "logs", { path: "/var/log" }),
    Volume.fromNfs(chart, "share", "share", { server: "10.0.0.10", path: "/srv" }),
    Volume.fromCsi(chart, "csi", "csi.example.com", { attributes: { a: "b" } }),
  ];
  const pod = new Pod(chart, "pod", {
    containers: [{ image: "a:1", securityContext: { readOnlyRootFilesystem: false } }],
  });
  volumes.forEach((volume, index) => pod.containers[0]?.mount(`/mnt/${index}`, volume, { readOnly: index % 2 === 0 }));
};
