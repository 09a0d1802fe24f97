/** A machine that logins to all others go through: RKE's `bastion_host`. */
export interface JumpHost {
  readonly address: string;
  readonly user: string;
  readonly port: string;
  /** Path of its private key. @default - what ssh takes of itself */
  readonly keyPath: string | undefined;
}
