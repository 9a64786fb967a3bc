/** Security and Microsoft 365 groups: what the distribution lists lack is either of these. */
export const syncedGroups = "/groups?$filter=groupTypes/any(c:c eq 'Unified') or securityEnabled eq true"
export const groupsNeed = ['GroupMember.Read.All']
