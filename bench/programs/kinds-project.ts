import { Namespace, Project, type ProjectProps } from "kumiki";
import { Deployment } from "kumiki/k8s/apps/v1";
import {
  ConfigMap,
  Namespace as NamespaceObject,
  PersistentVolume,
  PersistentVolumeClaim,
  Secret,
  Service,
} from "kumiki/k8s/core/v1";
import { Ingress, NetworkPolicy } from "kumiki/k8s/networking.k8s.io/v1";
import { farm } from "./farm.ts";
import { kindsSite } from "./kinds-site.ts";
import { type KindName, type Kit, siteName } from "./kit.ts";

/** Sites of our typed kinds, each in a namespace of one cluster. */
export const kindsProject = (sites: number, props: Pick<ProjectProps, "outdir"> = {}): Project => {
  const project = new Project({ defaults: "2026-11", ...props });
  const cluster = farm(project);
  for (let index = 0; index < sites; index += 1) {
    kindsSite(kitOf(new Namespace(cluster, siteName(index), { create: false })), index);
  }
  return project;
};

const kitOf = (namespace: Namespace): Kit => ({
  make: (kind, id, fields) => new KINDS[kind](namespace, id, fields),
  quantity: (text) => text,
  port: (port) => port,
});

type AnyKind = new (scope: Namespace, id: string, fields: object) => unknown;

const KINDS: Readonly<Record<KindName, AnyKind>> = {
  ConfigMap,
  Deployment,
  Ingress,
  Namespace: NamespaceObject,
  NetworkPolicy,
  PersistentVolume,
  PersistentVolumeClaim,
  Secret,
  Service,
};
