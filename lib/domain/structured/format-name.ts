/** Letters that servers take in the name of a form. */
export const FORMAT_NAME = /^[a-zA-Z0-9_-]{1,64}$/;
