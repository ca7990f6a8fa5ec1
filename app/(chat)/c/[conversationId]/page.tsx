import { guardPage } from '../../../guard-page';

/** A stored conversation; the layout shows it and says when it is not there. */
export default async function ConversationPage() {
  await guardPage();
  return null;
}
