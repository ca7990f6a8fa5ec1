import { describe, expect, it } from 'vitest';
import { detectFormat } from '@/lib/domain/image/detect-format';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const box = (brands: string) => `\0\0\0${String.fromCharCode(8 + brands.length)}ftyp${brands}`;

describe('detectFormat', () => {
  it.each([
    ['\xff\xd8\xff\xe0', 'jpeg'],
    ['\x89PNG\r\n\x1a\n', 'png'],
    ['GIF89a', 'gif'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'webp'],
    ['RIFF\0\0\0\0WAVEfmt ', 'unknown'],
    ['II*\0', 'tiff'],
    ['MM\0*', 'tiff'],
    ['\xff\x0a', 'jxl'],
    ['%PDF-1.7', 'pdf'],
    [`BM${'\0'.repeat(12)}\x28\0\0\0`, 'bmp'],
    ['BMW drives by, a text that begins with two letters', 'unknown'],
    [box('heic\0\0\0\0mif1'), 'heic'],
    [box('mif1\0\0\0\0heic'), 'heic'],
    [box('avif\0\0\0\0mif1miaf'), 'avif'],
    [box('mif1\0\0\0\0avif'), 'avif'],
    [box('isom\0\0\0\0mp41'), 'unknown'],
    ['<svg xmlns="x">', 'svg'],
    ['\xef\xbb\xbf \n<?xml version="1.0"?><!-- x --><SVG >', 'svg'],
    ['<!DOCTYPE svg [<!ENTITY a "b">]>', 'svg'],
    ['<!doctype html><title>x', 'html'],
    ['<html><svg onload=x>', 'html'],
    ['<script>x', 'html'],
    ['<note>', 'unknown'],
    ['plain text with <svg inside', 'unknown'],
    ['', 'unknown'],
    ['\xff', 'unknown'],
  ])('tells %j as %s', (content, format) => {
    expect(detectFormat(bytes(content))).toBe(format);
  });
});
