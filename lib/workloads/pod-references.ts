import type { IConstruct } from "constructs";
import { type PodSpec, Secret, ServiceAccount } from "../../imports/k8s/core/v1.ts";
import { takeProp } from "../cluster/take-prop.ts";
import { PULL_SECRETS, workloadDefaultsOf } from "../cluster/workload-defaults.ts";
import {
  type GivenSecret,
  type Reference,
  resolveGivenSecret,
  resolveReference,
  type ServiceAccountReference,
} from "./reference.ts";

/** What the pods of a workload get from elsewhere. */
export interface PodReferenceProps {
  /**
   * The account that the pods run as, for admission rules, pull secrets and clouds' identities that hang on it. Its token is not
   * mounted: override `automountServiceAccountToken` where the program asks the API server. @default - the namespace's `default`
   */
  readonly serviceAccount?: ServiceAccountReference;
  /** Secrets by which the nodes pull the images, of the pods' own namespace. @default - the cluster's workloadDefaults */
  readonly imagePullSecrets?: readonly GivenSecret[];
}

/** What goes into the pods' specification, and what has to be applied before. */
export interface PodReferences {
  readonly spec: Pick<PodSpec, "imagePullSecrets" | "serviceAccountName">;
  readonly references: readonly Reference[];
}

/** Resolves what a workload's pods refer to. */
export const resolvePodReferences = (construct: IConstruct, props: PodReferenceProps): PodReferences => {
  const account =
    props.serviceAccount === undefined
      ? undefined
      : resolveReference(
          construct,
          { type: ServiceAccount.type, prop: "serviceAccount", keys: [] },
          props.serviceAccount,
        );
  const secrets = pullSecretsOf(construct, props)?.map((secret) =>
    resolveGivenSecret(construct, { type: Secret.type, prop: "imagePullSecrets", keys: [] }, secret),
  );
  return {
    spec: {
      ...(secrets === undefined ? {} : { imagePullSecrets: secrets.map(({ name }) => ({ name })) }),
      ...(account === undefined ? {} : { serviceAccountName: account.name }),
    },
    references: [...(account === undefined ? [] : [account]), ...(secrets ?? [])],
  };
};

/** Those of the cluster were looked at where it was made. */
const pullSecretsOf = (construct: IConstruct, { imagePullSecrets }: PodReferenceProps) => {
  if (imagePullSecrets === undefined || imagePullSecrets === null)
    return workloadDefaultsOf(construct).imagePullSecrets;
  return takeProp(construct, PULL_SECRETS, { prop: "imagePullSecrets", value: imagePullSecrets, instead: [] });
};
