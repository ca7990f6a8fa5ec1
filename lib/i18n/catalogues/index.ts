import type { Locale } from '../locales';
import access from './en/access.json';
import app from './en/app.json';
import chat from './en/chat.json';
import composer from './en/composer.json';
import errors from './en/errors.json';
import lightbox from './en/lightbox.json';
import markdown from './en/markdown.json';
import message from './en/message.json';
import settings from './en/settings.json';
import sidebar from './en/sidebar.json';
import transfer from './en/transfer.json';

const en = {
  access,
  app,
  chat,
  composer,
  errors,
  lightbox,
  markdown,
  message,
  settings,
  sidebar,
  transfer,
};

/** All user text, by language; English decides which texts there are. */
export type Catalogue = typeof en;

export const catalogues: Record<Locale, Catalogue> = { en };
