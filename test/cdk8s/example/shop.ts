import { Chart } from "cdk8s";
import { Deployment, LabelSelector, PersistentVolumeClaim, Volume } from "cdk8s-plus-28";
import type { Construct } from "constructs";

export interface ShopProps {
  readonly namespace: string;
  readonly claimName: string;
}

export class Shop extends Chart {
  constructor(scope: Construct, id: string, { namespace, claimName }: ShopProps) {
    super(scope, id, { namespace });
    const labels = { app: "web" };
    const web = new Deployment(this, "web", {
      metadata: { name: "web" },
      podMetadata: { labels },
      select: false,
      containers: [{ image: "registry.example.com/shop/web:1.4.2", portNumber: 8080 }],
    });
    web.select(LabelSelector.of({ labels }));
    const claim = PersistentVolumeClaim.fromClaimName(this, "claim", claimName);
    web.containers[0]?.mount("/pictures", Volume.fromPersistentVolumeClaim(this, "pictures", claim));
    web.exposeViaService({ name: "web", ports: [{ port: 80, targetPort: 8080 }] });
  }
}
