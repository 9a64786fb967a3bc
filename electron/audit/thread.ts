import type { AuditFilter, AuditHead } from '../../shared/domain/audit.ts'
import { diskError } from '../sqlite/disk-error.ts'
import { serve } from '../sqlite/thread-server.ts'
import type { ExportOrder } from './export-file.ts'
import type { Unchained } from './record.ts'
import { ThreadMethods } from './thread-methods.ts'

/** The audit's thread: the only one that has its file open. */
const methods = new ThreadMethods()
let file = ''

serve(
  {
    open: ([path, key, damaged]) => {
      file = path as string
      return methods.open(file, key as string, damaged as boolean)
    },
    ends: ([head]) => methods.ends(head as AuditHead | null),
    append: ([record]) => methods.append(record as Unchained),
    list: ([filter, offset, limit]) => methods.list(filter as AuditFilter, offset as number, limit as number),
    get: ([sequence]) => methods.get(sequence as number),
    summary: () => methods.summary(),
    verify: ([head, upTo], turn) => methods.verify(head as AuditHead | null, upTo as number, turn),
    writeRecords: ([order], turn) => methods.writeRecords(order as ExportOrder, turn),
    finishExport: ([path, end]) => methods.finishExport(path as string, end as string),
    close: () => methods.close(),
  },
  (error) => diskError(error, file, 'audit_unreadable'),
)
