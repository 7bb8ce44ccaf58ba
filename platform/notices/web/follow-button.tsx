import { Button } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useMay } from '../../ui/session.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { follow, readFollowing } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** On the page of a record: be told when it changes, or no more. */
export function FollowButton({ record, size }: { record: string; size?: 'small' }) {
  const t = useTexts(texts)
  const may = useMay()
  const isMember = may('signed-in')
  const state = useEndpoint(readFollowing, { record }, { enabled: isMember })
  const change = useAction(follow, {
    onDone: ({ following }) => toast(t(following ? 'followed.done' : 'unfollowed.done')),
  })
  if (!isMember || !state.data) return null
  const { following } = state.data
  return (
    <Button
      {...(size && { size })}
      icon={following ? 'check' : 'bell'}
      isPending={change.isPending}
      onPress={() => change.mutate({ record, following: !following })}
    >
      {t(following ? 'unfollow' : 'follow')}
    </Button>
  )
}
