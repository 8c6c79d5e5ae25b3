package io.millrace.udfs.codec;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a codec read from a payload.
 *
 * @param data Map, List, String, Boolean, null, Long for whole numbers within 2^53, else Double;
 *     what JSON cannot say is as {@code JSON.stringify} has it (NaN is null, a Date is its ISO
 *     text)
 * @param warnings the codec's own, for people
 */
public record Uplink(Map<String, @Nullable Object> data, List<String> warnings) {}
