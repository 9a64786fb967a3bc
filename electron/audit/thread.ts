import type { AuditFilter, AuditHead } from '../../shared/domain/audit.ts'
import { diskError } from '../sqlite/disk-error.ts'
import type { Turn } from '../thread/thread-messages.ts'
import { serve } from '../thread/thread-server.ts'
import type { ExportOrder } from './export-file.ts'
import type { Unchained } from './record.ts'
import { ThreadMethods } from './thread-methods.ts'

/** The audit's thread: the only one that has its file open. */
const audit = new ThreadMethods()
let file = ''

const methods: Readonly<Record<string, (args: readonly unknown[], turn: Turn) => unknown>> = {
  open: ([path, key, damaged]) => {
    file = path as string
    return audit.open(file, key as string, damaged as boolean)
  },
  ends: ([head]) => audit.ends(head as AuditHead | null),
  append: ([record]) => audit.append(record as Unchained),
  list: ([filter, offset, limit]) => audit.list(filter as AuditFilter, offset as number, limit as number),
  get: ([sequence]) => audit.get(sequence as number),
  summary: () => audit.summary(),
  verify: ([head, upTo], turn) => audit.verify(head as AuditHead | null, upTo as number, turn),
  writeRecords: ([order], turn) => audit.writeRecords(order as ExportOrder, turn),
  finishExport: ([partial, path, end]) => audit.finishExport(partial as string, path as string, end as string),
  close: () => audit.close(),
}

serve({
  answer: (method, args, turn) => methods[method]?.(args, turn),
  named: (error) => diskError(error, file, 'audit_unreadable'),
})
