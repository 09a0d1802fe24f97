import type { PodSpec } from "../../imports/k8s/core/v1.ts";
import type { Manifest } from "../../lib/manifest/manifest.ts";

/** A workload whose containers are of another image. */
export const withImage = (workload: Manifest, image: string): Manifest => {
  const spec = workload["spec"] as { readonly template: { readonly spec: PodSpec } };
  const containers = spec.template.spec.containers.map((container) => ({ ...container, image }));
  return {
    ...workload,
    spec: { ...spec, template: { ...spec.template, spec: { ...spec.template.spec, containers } } },
  };
};
