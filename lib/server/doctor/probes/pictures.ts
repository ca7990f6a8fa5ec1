import 'server-only';
import { capabilitiesOf } from '@/lib/domain/connection/model-capabilities';
import { fixesFor } from '@/lib/domain/doctor/fixes';
import { lowerLimits } from '../../provider/learnt-limits';
import type { ChatRefusal } from '../ask';
import { drawNoise, drawPicture, type PictureFormat } from '../draw-picture';
import { type Examination, type Probe, type ProbeResult, toBody } from '../examination';

const QUESTION = 'Which colour is this? One word.';
/** What any connection may have at most (model card of Ministral 3). */
const MOST_PICTURES = 10;

/** A question with pictures, the text first. */
function askWith(examination: Examination, urls: readonly string[], maxTokens = 4) {
  const pictures = urls.map((url) => ({ type: 'image_url', image_url: { url } }));
  const content = [{ type: 'text', text: QUESTION }, ...pictures];
  return examination.ask.chat(toBody(examination, content, maxTokens));
}

const isForPictures = ({ code }: ChatRefusal): boolean => code === 'upstream-images';

const isNoVision = (refusal: ChatRefusal): boolean =>
  isForPictures(refusal) &&
  (refusal.limit === 0 || /not support|mmproj|image_url|multimodal|at most 0/i.test(refusal.text));

/** @param isTold - Whether the server's list says so: then it is read there, and not kept. */
const seesNothing = ({ kind, learnt }: Examination, isTold = false): ProbeResult => {
  learnt.ofModel.acceptsImages = isTold ? null : false;
  return { code: 'picture-none', fixes: fixesFor('vision', kind) };
};

/** Whether the model is given a picture, and counts it. */
export const picture: Probe = async (examination) => {
  const { kind, learnt, plainTokens, models, model } = examination;
  const row = models.find(({ upstreamModel }) => upstreamModel === model);
  // Ollama takes pictures for a model that never sees them, but says what it can.
  if (row?.acceptsImages === false) return seesNothing(examination, true);
  const answer = await askWith(examination, [await drawPicture('png')]);
  examination.acceptsImages = answer.isAccepted;
  if (!answer.isAccepted) {
    if (isNoVision(answer)) return seesNothing(examination);
    const values = { status: answer.status };
    return { code: 'picture-refused', values, fixes: fixesFor('vision', kind) };
  }
  learnt.ofModel.acceptsImages = null;
  if (answer.promptTokens === undefined || plainTokens === undefined) {
    return { code: 'picture-uncounted' };
  }
  // The question is a few tokens longer than the plain one; the picture has 6 (2 x 2 patches of 28).
  if (answer.promptTokens >= plainTokens + PICTURE_TOKENS) return { code: 'picture-ok' };
  examination.acceptsImages = false;
  learnt.ofModel.acceptsImages = false;
  return { code: 'picture-ignored', fixes: fixesFor('vision', kind) };
};

const PICTURE_TOKENS = 4;

/**
 * How many pictures a prompt may have: ten of the smallest cost no more than one of a useful size, and
 * a server that takes fewer mostly says how many.
 */
export const pictureCount: Probe = async (examination) => {
  const { kind, learnt, model } = examination;
  const wanted = Math.min(MOST_PICTURES, Math.max(2, capabilitiesOf(model).maxImagesPerPrompt));
  const tiny = await drawPicture('png', 28);
  const send = (count: number) =>
    askWith(
      examination,
      Array.from({ length: count }, () => tiny),
    );
  const all = await send(wanted);
  let count = wanted;
  if (!all.isAccepted) {
    // Only a refusal of pictures says how many there may be: a short window is named in tokens.
    if (!isForPictures(all)) return refused(all);
    const two = all.limit === undefined && wanted > 2 ? await send(2) : null;
    if (two && !two.isAccepted && !isForPictures(two)) return refused(two);
    count = all.limit ?? (two?.isAccepted ? 2 : 1);
  }
  learnt.ofModel.maxImages = count;
  if (count >= wanted) return { code: 'pictures-ok', values: { count } };
  return { code: 'pictures-few', values: { count }, fixes: fixesFor('picture-count', kind) };
};

/** Pictures that the app prepares are seldom larger than this, as base64. */
const LARGE_EDGE = 532;

/**
 * Whether a large picture passes: noise, which takes many bytes and few tokens. A proxy with nginx's
 * own setting lets no body over 1 MB through.
 */
export const pictureSize: Probe = async (examination) => {
  const { kind, learnt } = examination;
  const url = await drawNoise(LARGE_EDGE);
  const characters = url.length - url.indexOf(',') - 1;
  const values = { kilobytes: Math.round(characters / 1000) };
  const answer = await askWith(examination, [url], 1);
  if (answer.isAccepted) {
    // What refusals taught before does not hold any more. Elsewhere no picture has a limit unless one is learnt.
    learnt.maxImageBase64Characters = kind === 'nvidia' ? characters : null;
    learnt.maxImagesBase64Characters = null;
    learnt.maxBodyBytes = null;
    return { code: 'size-ok', values };
  }
  if (!isForSize(answer, examination)) return refused(answer);
  if (kind === 'nvidia') {
    // Its documented limit holds, in place of what passed another day.
    learnt.maxImageBase64Characters = null;
    return { code: 'size-squeezed', values };
  }
  if (answer.status !== 413) {
    learnt.maxImageBase64Characters = lowerLimits({
      count: 1,
      characters,
    })?.maxImageBase64Characters;
    return { code: 'size-squeezed', values };
  }
  learnt.maxBodyBytes = NGINX_BODY_BYTES;
  const setting = 'client_max_body_size 16m;';
  return { code: 'size-limited', values, fixes: [{ code: 'proxy-body', setting }] };
};

const NGINX_BODY_BYTES = 1_000_000;

/** By the app's own map of answers. NVIDIA has no one text for it, and took a small picture just before. */
const isForSize = ({ code }: ChatRefusal, { kind }: Examination): boolean =>
  code === 'upstream-too-large' || (kind === 'nvidia' && code === 'upstream-invalid');

const refused = ({ status }: ChatRefusal): ProbeResult => ({
  code: 'failed-status',
  values: { status },
});

/** Which kinds of pictures can be read. The app sends PNG and JPEG only. */
export const formats: Probe = async (examination) => {
  const tried: readonly PictureFormat[] = ['jpeg', 'webp'];
  const taken = ['PNG'];
  for (const format of tried) {
    const answer = await askWith(examination, [await drawPicture(format)]);
    if (answer.isAccepted) taken.push(format.toUpperCase());
  }
  const values = { formats: taken.join(', ') };
  return { code: taken.includes('JPEG') ? 'formats-ok' : 'formats-some', values };
};
