import { conversationLists } from '@/lib/client/conversations/conversation-lists';
import { tabChannel } from '@/lib/client/tabs/tab-channel';

/** Loads the list of conversations anew, here and in other tabs. */
export function refreshList(): void {
  void conversationLists.refresh();
  tabChannel.post({ type: 'conversations-changed' });
}
