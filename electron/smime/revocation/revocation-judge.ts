import {
  type CertificateCheckResult,
  certificateUses,
  type JudgedCertificate,
} from '../../../shared/domain/certificates.ts'
import { result } from '../checks/result.ts'
import type { Judge } from '../judge.ts'
import type { Judgement, Judging } from '../material.ts'
import { withCheck } from '../use.ts'
import type { Revocation } from './revocation.ts'

interface Needs {
  readonly judge: Judge
  readonly revocation: Pick<Revocation, 'check' | 'clear'>
  /** Whether the administrator has switched it on. */
  readonly on: () => boolean
}

const chainOf = ({ checks }: JudgedCertificate): CertificateCheckResult | undefined =>
  checks.find(({ check }) => check === 'chain')

/** Judges as another judge does, and asks the authorities about what it finds trusted, where that is switched on. */
export class RevocationJudge implements Judge {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  async judge(judging: Judging, signal: AbortSignal): Promise<Judgement> {
    const judgement = await this.#needs.judge.judge(judging, signal)
    if (!this.#needs.on()) return judgement
    const certificates: JudgedCertificate[] = []
    for (const one of judgement.certificates) {
      certificates.push(withCheck(one, await this.#ask(one, judgement.ders[one.sha256], signal)))
    }
    // Stable: among those of the same use the order stays.
    certificates.sort((a, b) => certificateUses.indexOf(a.use) - certificateUses.indexOf(b.use))
    return { ...judgement, certificates }
  }

  async close(): Promise<void> {
    this.#needs.revocation.clear()
    await this.#needs.judge.close()
  }

  /** Not where the chain leads to no trusted root: nobody could vouch for the answer, and a stranger named whom to ask. */
  async #ask(
    judged: JudgedCertificate,
    ders: Judgement['ders'][string] | undefined,
    signal: AbortSignal,
  ): Promise<CertificateCheckResult> {
    const chain = chainOf(judged)
    if (ders !== undefined && (chain?.verdict === 'ok' || chain?.verdict === 'warning')) {
      return this.#needs.revocation.check(ders, signal)
    }
    return result('revocation', 'notAsked', chain?.reason ?? 'issuerUnknown', chain?.params)
  }
}
