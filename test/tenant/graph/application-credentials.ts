import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Application } from '../applications/application.ts'
import { makeSecret, passwordCredential } from '../applications/credentials.ts'
import { Delay } from '../applications/delay.ts'
import { type Access, denied } from './access.ts'
import { type Answer, badRequest, type Call, json, notSimulated } from './answer.ts'
import { keyBody, newKey } from './application-body.ts'
import { keyView, passwordView } from './application-view.ts'
import { guidText, invalidProperty, readBody } from './body.ts'
import { noContent } from './collection.ts'
import type { GraphContext } from './context.ts'
import { checkProof } from './proof.ts'

const addKeyBody = z.strictObject({ keyCredential: keyBody, passwordCredential: z.unknown(), proof: z.string() })
const removeKeyBody = z.strictObject({ keyId: guidText, proof: z.string() })
const addPasswordBody = z.strictObject({
  passwordCredential: z
    .strictObject({
      displayName: z.string().nullish(),
      startDateTime: z.iso.datetime({ offset: true }).nullish(),
      endDateTime: z.iso.datetime({ offset: true }).nullish(),
    })
    .nullish(),
})
const removePasswordBody = z.strictObject({ keyId: guidText })

/** The actions `addKey`, `removeKey`, `addPassword` and `removePassword`; null for any other. */
export const answerCredentialAction = (
  context: GraphContext,
  call: Call,
  application: Application,
  action: string,
  access: Access,
): Answer | null => {
  switch (action.toLowerCase()) {
    case 'addkey':
      return addKey(context, call, application, access)
    case 'removekey':
      return removeKey(context, call, application, access)
    case 'addpassword':
      return addPassword(context, call, application, access)
    case 'removepassword':
      return removePassword(call, application, access)
    default:
      return null
  }
}

/** An application that rolls its own keys needs no permission. Source: Graph, "application: addKey". */
const checkMayRoll = (application: Application, access: Access): void => {
  const { caller } = access
  const itself = caller.scopes === null && caller.appId === application.appId
  if (!itself && !access.mayManage(application.ownerId)) throw denied()
}

const addKey = (context: GraphContext, call: Call, application: Application, access: Access): Answer => {
  checkMayRoll(application, access)
  const { keyCredential, passwordCredential: password, proof } = readBody(call, 'application', addKeyBody)
  if (keyCredential.type === 'X509CertAndPassword') throw notSimulated('signing keys with a password')
  if (password != null) throw invalidProperty('passwordCredential')
  checkProof(proof, application, context.state)
  const key = newKey(keyCredential, context.applications.lag.credentials)
  if (application.keys.some(({ keyId }) => keyId === key.keyId)) throw invalidProperty('keyCredential')
  application.keys.push(key)
  return json({
    '@odata.context': `${context.origin}/v1.0/$metadata#microsoft.graph.keyCredential`,
    ...keyView(key, false),
  })
}

const removeKey = (context: GraphContext, call: Call, application: Application, access: Access): Answer => {
  checkMayRoll(application, access)
  const { keyId, proof } = readBody(call, 'application', removeKeyBody)
  checkProof(proof, application, context.state)
  drop(application.keys, keyId, 'key')
  return noContent
}

const drop = (list: { readonly keyId: string }[], wanted: string, what: string): void => {
  const at = list.findIndex(({ keyId }) => keyId === wanted)
  if (at < 0) throw badRequest(`No ${what} credential found with keyId.`, 'Request_BadRequest')
  list.splice(at, 1)
}

/** Two years unless another end is given. Source: Graph, "application: addPassword". */
const addPassword = (context: GraphContext, call: Call, application: Application, access: Access): Answer => {
  if (!access.mayManage(application.ownerId)) throw denied()
  const given = readBody(call, 'application', addPasswordBody).passwordCredential ?? {}
  const startDateTime = given.startDateTime == null ? context.state.now() : new Date(given.startDateTime)
  const twoYears = new Date(startDateTime)
  twoYears.setUTCFullYear(twoYears.getUTCFullYear() + 2)
  const endDateTime = given.endDateTime == null ? twoYears : new Date(given.endDateTime)
  if (endDateTime <= startDateTime) throw invalidProperty('passwordCredential')
  const password = passwordCredential(makeSecret(randomUUID()), {
    displayName: given.displayName ?? null,
    startDateTime,
    endDateTime,
    delay: new Delay(context.applications.lag.credentials),
  })
  application.passwords.push(password)
  return json({
    '@odata.context': `${context.origin}/v1.0/$metadata#microsoft.graph.passwordCredential`,
    ...passwordView(password, true),
  })
}

const removePassword = (call: Call, application: Application, access: Access): Answer => {
  if (!access.mayManage(application.ownerId)) throw denied()
  drop(application.passwords, readBody(call, 'application', removePasswordBody).keyId, 'password')
  return noContent
}
