import { userProperties } from '../graph/mapping.ts'

/**
 * Who is licensed. `$count` within a filter is an advanced query: it needs the header, and `$count=true` where a list is
 * asked for. Source: Microsoft Graph, advanced query capabilities.
 */
export const licensedUsers = '/users?$filter=assignedLicenses/$count ne 0'
export const eventual = { ConsistencyLevel: 'eventual' }
export const usersNeed = ['User.Read.All']

/** What is read of them, with the count from the same index. */
export const withProperties = (path: string): string => `${path}&$count=true&$select=${userProperties.join(',')}`
