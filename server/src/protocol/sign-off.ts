/** Review and sign-off. */

/** Request, client to server: `SignOffParams` → `EditResult`; the client applies the edit. */
export const SIGN_OFF = 'plumbline/signOff'

/** Roles that the manifest's schema knows, in the order of the domain. */
export const APPROVAL_ROLES = ['product', 'architecture', 'security', 'privacy', 'legal', 'risk', 'validation', 'sre', 'data'] as const
export type ApprovalRole = (typeof APPROVAL_ROLES)[number]

export const APPROVAL_STATUSES = ['approved', 'conditional', 'rejected'] as const
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number]

export interface SignOffParams {
  /** The manifest, or a document of the model; the approval is written where `governance.approvals` belongs. */
  readonly uri: string
  readonly approval: {
    readonly role: ApprovalRole
    /** `user:j.lind`, `team:payments-ml`, an e-mail address. */
    readonly approver: string
    readonly status: ApprovalStatus
    /** Needed when conditional. */
    readonly conditions?: readonly string[]
    /** The reviewer's words; written as `notes`. */
    readonly comment?: string
  }
}
