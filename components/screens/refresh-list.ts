import { conversationListStore } from '@/lib/client/conversations/conversation-list-store';
import { tabChannel } from '@/lib/client/tabs/tab-channel';

/** Loads the list of conversations anew, here and in other tabs. */
export function refreshList(): void {
  void conversationListStore.refresh();
  tabChannel.post({ type: 'conversations-changed' });
}
