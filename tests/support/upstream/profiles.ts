import type { Profile, ProfileName } from './profile';
import { createLlamaProfile } from './profiles/llama';
import { createLmStudioProfile } from './profiles/lmstudio';
import { createMistralProfile } from './profiles/mistral';
import { createNimProfile } from './profiles/nim';
import { createNvidiaProfile } from './profiles/nvidia';
import { createOllamaProfile } from './profiles/ollama';
import { createTransformersProfile } from './profiles/transformers';
import { VLLM_012, VLLM_HF, VLLM_NEW } from './profiles/vllm-builds';
import { createVllmProfile } from './profiles/vllm-family';

const PROFILES = {
  nvidia: createNvidiaProfile,
  nim: createNimProfile,
  vllm012: () => createVllmProfile(VLLM_012),
  vllmNew: () => createVllmProfile(VLLM_NEW),
  vllmHf: () => createVllmProfile(VLLM_HF),
  transformers: createTransformersProfile,
  llama: createLlamaProfile,
  ollama: createOllamaProfile,
  lmstudio: createLmStudioProfile,
  mistral: createMistralProfile,
} satisfies Record<ProfileName, () => Profile>;

/** The servers that can be simulated. */
export const PROFILE_NAMES = Object.keys(PROFILES).filter(isProfileName);

export function isProfileName(text: string): text is ProfileName {
  return Object.hasOwn(PROFILES, text);
}

/** Every server, each with an empty memory. */
export function createProfiles(): Readonly<Record<ProfileName, Profile>> {
  return {
    nvidia: PROFILES.nvidia(),
    nim: PROFILES.nim(),
    vllm012: PROFILES.vllm012(),
    vllmNew: PROFILES.vllmNew(),
    vllmHf: PROFILES.vllmHf(),
    transformers: PROFILES.transformers(),
    llama: PROFILES.llama(),
    ollama: PROFILES.ollama(),
    lmstudio: PROFILES.lmstudio(),
    mistral: PROFILES.mistral(),
  };
}
