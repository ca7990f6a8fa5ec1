import { guardPage } from '../guard-page';

/** A new conversation; the layout shows it. */
export default async function NewChatPage() {
  await guardPage();
  return null;
}
