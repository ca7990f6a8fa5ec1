/** A number with how it is known: from the server or a clock, or estimated by us. */
export type KnownNumber = { readonly value: number; readonly isEstimated: boolean };
