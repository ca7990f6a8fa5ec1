import type { ProfileName } from '../../support/upstream/profile';
import { type Faults, LLAMA_FAULTS, NVIDIA_FAULTS, once, VLLM_FAULTS } from './faults';
import {
  LMSTUDIO_FAULTS,
  MISTRAL_FAULTS,
  OLLAMA_FAULTS,
  TRANSFORMERS_FAULTS,
} from './faults-of-others';

/** Refusals in mistral-common's words, which the chat template does not have. */
const MISTRAL_WORDS = [
  ...['tool-schema', 'tool-name', 'role-order', 'ends-with-assistant', 'tool-id'],
  'template-kwargs',
];

const VLLM_HF_FAULTS: Faults = {
  ...Object.fromEntries(
    Object.entries(VLLM_FAULTS).filter(([name]) => !MISTRAL_WORDS.includes(name)),
  ),
  alternation: once('upstream-invalid'),
  'late-system': once('upstream-invalid'),
};

const NIM_FAULTS: Faults = {
  ...VLLM_FAULTS,
  'older-form': once('upstream-invalid'),
  'older-detail': once('upstream-images'),
};

/** What must come of every scenario that is a server's own, by server. */
export const PROFILE_FAULTS: Readonly<Record<ProfileName, Faults>> = {
  nvidia: NVIDIA_FAULTS,
  nim: NIM_FAULTS,
  vllm012: VLLM_FAULTS,
  vllmNew: VLLM_FAULTS,
  vllmHf: VLLM_HF_FAULTS,
  transformers: TRANSFORMERS_FAULTS,
  llama: LLAMA_FAULTS,
  ollama: OLLAMA_FAULTS,
  lmstudio: LMSTUDIO_FAULTS,
  mistral: MISTRAL_FAULTS,
};
