/**
 * What a person may be within their organisation. Modules say which permissions a role holds; reading is by grant only,
 * so no role reads everything.
 *
 * reader        reads what is shared with the organisation
 * officer       writes programmes and activities of the organisation, and shares them
 * focal_point   speaks for a State: reads, comments, consents
 * chair         chairs a working group
 * donor         contributes; sees what is opened to donors
 * org_admin     keeps the accounts of the own organisation, never with more than they hold
 * secretariat   keeps accounts, directory and taxonomies; reads no content by that
 * auditor       reads the audit trail, no content
 */
export const ROLES = [
  'reader',
  'officer',
  'focal_point',
  'chair',
  'donor',
  'org_admin',
  'secretariat',
  'auditor',
] as const
export type Role = (typeof ROLES)[number]
