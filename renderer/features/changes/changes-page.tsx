import { NoList, useDirectoryState } from '../../components/list-states.tsx'
import { useAddress } from '../../components/use-address.ts'
import { useText } from '../../lib/text.tsx'
import { ChangeList } from './change-list.tsx'
import { formatChangesAddress, parseChangesAddress } from './changes-address.ts'
import { PastDirectory } from './past-directory.tsx'

const ChangesPage = () => {
  const text = useText().changes
  const directory = useDirectoryState()
  const [address, change] = useAddress(parseChangesAddress, formatChangesAddress)
  if (directory.missing) return <NoList title={text.title} words={text.empty} missing={directory.missing} />
  if (address.asOf !== undefined)
    return <PastDirectory key={address.asOf + address.view} runId={address.asOf} address={address} onChange={change} />
  return <ChangeList address={address} onChange={change} directory={directory} />
}

export default ChangesPage
