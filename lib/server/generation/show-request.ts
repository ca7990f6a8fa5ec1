import 'server-only';
import type { Actor } from '../actor';
import type { ProviderRequest, WrittenBody } from '../provider/provider';
import type { GenerationDependencies } from './dependencies';

/** A picture's bytes where they stand as a value: a quote in a text would be escaped. */
const PICTURE = /("url":"data:image\/[a-z]+;base64,)([A-Za-z0-9+/=]*)"/g;

/**
 * The body of the request that a prompt would be sent in, and what is repaired in it, with each picture's bytes abbreviated to how
 * many characters they are. Nobody is asked.
 */
export async function showRequest(
  { connections, attachments }: Pick<GenerationDependencies, 'connections' | 'attachments'>,
  actor: Actor,
  { model, prompt }: Pick<ProviderRequest, 'model' | 'prompt'>,
): Promise<WrittenBody> {
  const provider = connections.provider(model.connectionId);
  if (!provider) throw new Error(`no provider for ${model.connectionId}`);
  const loadImage = attachments.readForUpstream.bind(attachments, actor);
  const { body, repairs } = await provider.writeBody({ model, prompt, loadImage });
  const shown = body.replaceAll(
    PICTURE,
    (_match, head: string, bytes: string) => `${head}… (${bytes.length} characters)"`,
  );
  return { body: shown, repairs };
}
