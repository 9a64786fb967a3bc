import { refOf } from '../../tenant/model/ids.ts'
import type { Random } from '../../tenant/model/random.ts'
import type { Tenant } from '../../tenant/start.ts'

/** An administrator with neither plan nor rest. */
export class Wanderer {
  readonly #random: Random
  readonly #tenant: Tenant
  readonly #removed: string[] = []

  constructor(random: Random, tenant: Tenant) {
    this.#random = random
    this.#tenant = tenant
  }

  step(): void {
    this.#random.pick(this.#acts)()
  }

  readonly #acts: readonly (() => void)[] = [
    () => this.#edit.addUser(this.#random.pick([{}, { assignedLicenses: [] }, { mail: null }, { userType: 'Guest' }])),
    () =>
      this.#edit.addGroup(
        this.#random.pick([{}, { groupTypes: ['Unified'], mailEnabled: true }, { securityEnabled: false }]),
      ),
    ...Array.from({ length: 4 }, () => () => this.#edit.changeUser(this.#one('user'), this.#attributes())),
    () => this.#edit.revokeLicenses(this.#one('user')),
    () => this.#edit.changeUser(this.#one('user'), { assignedLicenses: [{ disabledPlans: [], skuId: 'e5' }] }),
    () => this.#edit.changeGroup(this.#one('group'), this.#flags()),
    () => this.#remove(this.#one('user')),
    () => this.#random.chance(0.4) && this.#remove(this.#one('group')),
    () => this.#restore(),
    ...Array.from({ length: 5 }, () => () => this.#edit.addMember(this.#one('group'), this.#one('user'))),
    () => this.#edit.addMember(this.#one('group'), this.#one('group')),
    () => this.#edit.addMember(this.#one('group'), this.#one('device')),
    ...Array.from({ length: 5 }, () => () => this.#takeOut()),
  ]

  get #edit() {
    return this.#tenant.controls.editor
  }

  #attributes() {
    const text = `${this.#random.pick(['Ä', 'b', '東'])}${this.#random.int(9)}`
    return this.#random.pick([
      { displayName: `Name ${text}` },
      { department: text, city: null },
      { department: null },
      { accountEnabled: this.#random.chance(0.5) },
      { mail: this.#random.pick([null, `${text}@nordwind.example`]) },
      { userPrincipalName: `${text}@nordwind.example` },
      { businessPhones: this.#random.pick([[], ['+49 40 1', '+49 40 2']]) },
    ])
  }

  #flags() {
    return this.#random.pick([
      { displayName: `Gruppe ${this.#random.int(99)}` },
      { description: null },
      { securityEnabled: this.#random.chance(0.8) },
      { visibility: this.#random.pick(['Private', 'Public', null]) },
    ])
  }

  #remove(id: string): void {
    const purge = this.#random.chance(0.3)
    this.#edit.remove(id, purge)
    if (!purge) this.#removed.push(id)
  }

  #restore(): void {
    const id = this.#removed.pop()
    if (id !== undefined) this.#edit.restore(id)
  }

  #takeOut(): void {
    const { model } = this.#tenant
    const group = this.#one('group')
    const list = model.members(Math.floor(model.find(group, 'group')! / 8)).filter((ref) => ref !== null)
    if (list.length > 0) this.#edit.removeMember(group, model.ids.of(this.#random.pick(list)))
  }

  #one(kind: 'user' | 'group' | 'device'): string {
    const { model } = this.#tenant
    const all = Array.from({ length: kind === 'device' ? 5 : model.end(kind) }, (_, index) => refOf(kind, index))
    return model.ids.of(this.#random.pick(all.filter((ref) => model.exists(ref))))
  }
}
