import type { Locale } from '../locales';
import access from './en/access.json';
import app from './en/app.json';
import chat from './en/chat.json';
import code from './en/code.json';
import composer from './en/composer.json';
import contextPanel from './en/context-panel.json';
import doctor from './en/doctor.json';
import doctorFindings from './en/doctor-findings.json';
import doctorFixes from './en/doctor-fixes.json';
import doctorProbes from './en/doctor-probes.json';
import errors from './en/errors.json';
import generation from './en/generation.json';
import lightbox from './en/lightbox.json';
import markdown from './en/markdown.json';
import mcp from './en/mcp.json';
import message from './en/message.json';
import models from './en/models.json';
import presets from './en/presets.json';
import rate from './en/rate.json';
import reasoning from './en/reasoning.json';
import settings from './en/settings.json';
import sidebar from './en/sidebar.json';
import structured from './en/structured.json';
import tools from './en/tools.json';
import transfer from './en/transfer.json';
import usage from './en/usage.json';

const en = {
  access,
  app,
  chat,
  code,
  composer,
  contextPanel,
  doctor,
  doctorFindings,
  doctorFixes,
  doctorProbes,
  errors,
  generation,
  lightbox,
  markdown,
  mcp,
  message,
  models,
  presets,
  rate,
  reasoning,
  settings,
  sidebar,
  structured,
  tools,
  transfer,
  usage,
};

/** All user text, by language; English decides which texts there are. */
export type Catalogue = typeof en;

export const catalogues: Record<Locale, Catalogue> = { en };

/** What pages are given: every page carries its texts, so those that only the server writes stay there. */
export type PageCatalogue = Omit<Catalogue, 'doctorFindings' | 'doctorFixes' | 'doctorProbes'>;

/** Texts for pages in a language. */
export function pageCatalogue(locale: Locale): PageCatalogue {
  const { doctorFindings, doctorFixes, doctorProbes, ...page } = catalogues[locale];
  return page;
}
