package io.millrace.udfs.inference;

import org.jspecify.annotations.Nullable;

/**
 * The unit of a place's numbers.
 *
 * @param code in UCUM
 * @param confidence of the samples that have an opinion, see {@link Confidence}
 * @param source the place of the text that says it, null where the name does
 */
record Unit(String code, double confidence, String reason, @Nullable Place source) {}
